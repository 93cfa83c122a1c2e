import { livekit, type Session, twilio } from "@arkenos/provider/clouds";
import type { Interest, Needs } from "./needs.js";
import type { Observed } from "./observed.js";
import { observeAccount } from "./observe-account.js";
import { observeLiveKit } from "./observe-livekit.js";
import { observeTwilio } from "./observe-twilio.js";
import { reading } from "./reading.js";

/**
 * Reads both clouds once. Requests every list once, and children only for the trunks of interest. If a cloud refuses or
 * does not answer, it is returned as unreadable, and the other is still read.
 *
 * @throws ProviderError if the session's settings do not lead to an account
 *
 * @example
 * ```ts
 * const observed = await observe(session, interest, { account: true });
 * ```
 */
export async function observe(session: Session, interest: Interest, needs: Needs = {}): Promise<Observed> {
  const [sip, account] = await Promise.all([session.client(livekit), session.client(twilio)]);
  const [seenLiveKit, seenTwilio, seenAccount] = await Promise.all([
    reading(() => observeLiveKit(sip, session.account(livekit) ?? "")),
    reading(() => observeTwilio(account, interest, needs)),
    needs.account ? reading(() => observeAccount(account)) : undefined,
  ]);
  return { livekit: seenLiveKit, twilio: seenTwilio, ...(seenAccount && { account: seenAccount }) };
}
