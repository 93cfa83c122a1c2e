import type { Persona } from "./persona.js";
import { isRealtime } from "./plugin-problem.js";

/** What makes a fallback, an apology or other words of a persona useless, by its place: `fallback.stt`. */
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
      ? [[`fallback.${part}`, `has no ${part} to take over from; name the first model as ${part}`]]
      : [],
  );
  if (fallback.llm !== undefined && isRealtime(llm))
    problems.push([
      "fallback.llm",
      "cannot take over from a realtime llm, which hears and speaks by itself; leave it out, and set onFailure",
    ]);
  if (onFailure?.say !== undefined && tts === undefined)
    problems.push(["onFailure.say", "needs a tts to speak it; name one, or use onFailure.recording"]);
  return problems;
}
