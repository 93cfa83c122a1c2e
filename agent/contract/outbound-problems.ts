import type { Persona } from "./persona.js";
import { isRealtime } from "./plugin-problem.js";

/** What a persona lacks for what it does in calls out. */
export function outboundProblems(
  persona: Pick<Persona, "stt" | "llm" | "tts" | "outboundGreeting" | "voicemail">,
): (readonly [part: string, problem: string])[] {
  const { stt, llm, tts, outboundGreeting, voicemail } = persona;
  const cannotTell = voicemail !== undefined && (stt === undefined || llm === undefined || isRealtime(llm));
  const cannotSay = outboundGreeting !== undefined && tts === undefined && !isRealtime(llm);
  return [
    ...(cannotTell
      ? [["voicemail", "needs an stt, and an llm that is not realtime, to tell a machine from a person"] as const]
      : []),
    ...(cannotSay ? [["outboundGreeting", "is spoken by a tts, and there is none; name one"] as const] : []),
  ];
}
