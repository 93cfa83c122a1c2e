import { voice } from "@livekit/agents";
import { sayGoodbye } from "./goodbye.js";
import type { LiveCall } from "./live-call.js";

/** Default of a persona's `maxCallSeconds`. */
const LONGEST_CALL_SECONDS = 3_600;

/** Ends the call at the persona's time limit. */
export function limitTime(call: LiveCall): void {
  const limit = call.persona.maxCallSeconds ?? LONGEST_CALL_SECONDS;
  const timer = setTimeout(() => void sayGoodbye(call, "time-limit"), limit * 1000);
  call.session.on(voice.AgentSessionEventTypes.Close, () => clearTimeout(timer));
}
