import { NEEDS_TTS } from "./outbound-problems.js";
import type { Persona } from "./persona.js";
import { isRealtime } from "./plugin-problem.js";
import type { Problem } from "./problem.js";

/** Fallbacks and apologies that a persona can never use. */
export function fallbackProblems({
  stt,
  llm,
  tts,
  fallback = {},
  onFailure,
}: Pick<Persona, "stt" | "llm" | "tts" | "fallback" | "onFailure">): Problem[] {
  const first = { stt, llm, tts };
  const unused = (["stt", "llm", "tts"] as const).filter(
    (part) => fallback[part] !== undefined && first[part] === undefined,
  );
  return [
    ...unused.map((part) => ({
      path: ["fallback", part],
      code: "unused_fallback",
      message: `has no ${part} to fall back from`,
      remedy: `set ${part} to the first model`,
    })),
    ...(fallback.llm !== undefined && isRealtime(llm)
      ? [
          {
            path: ["fallback", "llm"],
            code: "realtime_fallback",
            message: "cannot replace a realtime llm, which also hears and speaks",
            remedy: "leave it out, and set onFailure",
          },
        ]
      : []),
    ...(onFailure?.say !== undefined && tts === undefined
      ? [{ path: ["onFailure", "say"], ...NEEDS_TTS, remedy: "set one, or use onFailure.recording" }]
      : []),
  ];
}
