import type { Persona } from "./persona.js";
import { isRealtime } from "./plugin-problem.js";

/** Fallbacks and apologies that a persona can never use, by path: `fallback.stt`. */
export function fallbackProblems({
  stt,
  llm,
  tts,
  fallback = {},
  onFailure,
}: Pick<Persona, "stt" | "llm" | "tts" | "fallback" | "onFailure">): [part: string, problem: string][] {
  const first = { stt, llm, tts };
  const problems = (["stt", "llm", "tts"] as const).flatMap((part): [string, string][] =>
    fallback[part] !== undefined && first[part] === undefined
      ? [[`fallback.${part}`, `has no ${part} to fall back from; set ${part} to the first model`]]
      : [],
  );
  if (fallback.llm !== undefined && isRealtime(llm))
    problems.push([
      "fallback.llm",
      "cannot replace a realtime llm, which also hears and speaks; leave it out, and set onFailure",
    ]);
  if (onFailure?.say !== undefined && tts === undefined)
    problems.push(["onFailure.say", "needs a tts to speak it; set one, or use onFailure.recording"]);
  return problems;
}
