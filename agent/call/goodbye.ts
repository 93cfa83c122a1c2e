import type { EndReason } from "./end-reason.js";
import type { LiveCall } from "./live-call.js";
import { speak } from "./speak.js";
import { within } from "./within.js";

/** Longest playout of the last words, in milliseconds. */
const LONGEST_MS = 20_000;

/** Speaks the persona's `endMessage`, if any, without listening, and hangs up. */
export async function sayGoodbye({ session, persona, hangUp }: LiveCall, reason: EndReason): Promise<void> {
  const { endMessage } = persona;
  if (endMessage !== undefined) {
    try {
      session.interrupt({ force: true });
      session.input.setAudioEnabled(false);
      await within(LONGEST_MS, speak(session, persona, endMessage, { allowInterruptions: false }).waitForPlayout());
    } catch {
      // A closed session cannot speak; hang up anyway.
    }
  }
  await hangUp(reason);
}
