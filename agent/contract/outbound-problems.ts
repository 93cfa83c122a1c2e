import type { Persona } from "./persona.js";
import { isRealtime } from "./plugin-problem.js";

/** Models that a persona needs for outbound calls and does not have. */
export function outboundProblems(
  persona: Pick<Persona, "stt" | "llm" | "tts" | "outboundGreeting" | "voicemail">,
): (readonly [part: string, problem: string])[] {
  const { stt, llm, tts, outboundGreeting, voicemail } = persona;
  const cannotDetect = voicemail !== undefined && (stt === undefined || llm === undefined || isRealtime(llm));
  const cannotSay = outboundGreeting !== undefined && tts === undefined && !isRealtime(llm);
  return [
    ...(cannotDetect
      ? [["voicemail", "needs an stt, and an llm that is not realtime, to detect a machine"] as const]
      : []),
    ...(cannotSay ? [["outboundGreeting", "needs a tts to speak it; set one"] as const] : []),
  ];
}
