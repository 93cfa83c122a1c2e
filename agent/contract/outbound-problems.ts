import type { Persona } from "./persona.js";
import { isRealtime } from "./plugin-problem.js";
import type { Problem } from "./problem.js";

/** Models that a persona needs for outbound calls and does not have. */
export function outboundProblems(
  persona: Pick<Persona, "stt" | "llm" | "tts" | "outboundGreeting" | "voicemail">,
): Problem[] {
  const { stt, llm, tts, outboundGreeting, voicemail } = persona;
  const cannotDetect = voicemail !== undefined && (stt === undefined || llm === undefined || isRealtime(llm));
  const cannotSay = outboundGreeting !== undefined && tts === undefined && !isRealtime(llm);
  return [
    ...(cannotDetect
      ? [
          {
            path: ["voicemail"],
            code: "cannot_detect_voicemail",
            message: "needs an stt, and an llm that is not realtime, to detect a machine",
          },
        ]
      : []),
    ...(cannotSay ? [{ path: ["outboundGreeting"], ...NEEDS_TTS }] : []),
  ];
}

/** The detail of a text that no model can speak. */
export const NEEDS_TTS = { code: "missing_tts", message: "needs a tts to speak it", remedy: "set one" } as const;
