import type { EndReason } from "./end-reason.js";
import type { LiveCall } from "./live-call.js";
import { speak } from "./speak.js";
import { within } from "./within.js";

/** The longest last words that are spoken to their end, in milliseconds. */
const LONGEST_MS = 20_000;

/** Says the persona's last words, if it has any, and hangs up. Nobody is listened to any more. */
export async function sayGoodbye({ session, persona, hangUp }: LiveCall, reason: EndReason): Promise<void> {
  const { endMessage } = persona;
  if (endMessage !== undefined) {
    try {
      session.interrupt({ force: true });
      session.input.setAudioEnabled(false);
      await within(LONGEST_MS, speak(session, persona, endMessage, { allowInterruptions: false }).waitForPlayout());
    } catch {
      // A session that has closed says nothing, and the call ends all the same.
    }
  }
  await hangUp(reason);
}
