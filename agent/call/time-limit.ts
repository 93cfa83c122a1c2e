import { voice } from "@livekit/agents";
import { sayGoodbye } from "./goodbye.js";
import type { LiveCall } from "./live-call.js";

/** The longest call, in seconds, of a persona that sets none. */
const LONGEST_CALL_SECONDS = 3_600;

/** Ends the call when it has lasted as long as the persona allows. */
export function limitTime(call: LiveCall): void {
  const limit = call.persona.maxCallSeconds ?? LONGEST_CALL_SECONDS;
  const timer = setTimeout(() => void sayGoodbye(call, "time-limit"), limit * 1000);
  call.session.on(voice.AgentSessionEventTypes.Close, () => clearTimeout(timer));
}
