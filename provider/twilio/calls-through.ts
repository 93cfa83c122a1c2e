import { livekit } from "../livekit/client.js";
import type { CurrentRun } from "../spec.js";
import type { TwilioAccount } from "./account.js";
import { sid } from "./fields.js";

/** The trunk that LiveKit calls through by means of an object. A program by hand may leave it out. */
export const callsThroughProp = sid("TK", "a trunk").optional().meta({ local: true });

/** What lets LiveKit call through a trunk. */
interface Means {
  readonly callsThrough?: string | undefined;
  /** The user that calls; undefined means any. */
  readonly authUsername?: string | undefined;
}

/**
 * Why something stays that lets LiveKit call through a trunk: an outbound trunk of LiveKit's still does. The stack's own
 * went before, so this one is somebody else's.
 */
export async function stillCalledThrough(
  account: TwilioAccount,
  { callsThrough, authUsername }: Means,
  run: CurrentRun,
): Promise<string | undefined> {
  if (callsThrough === undefined || run.account(livekit) === undefined) return undefined;
  const domain = (await account.trunks.find(callsThrough))?.domainName;
  const outbound = await (await run.client(livekit)).outboundTrunks.all();
  const caller = outbound.find(
    (trunk) => dials(trunk.address, domain) && (authUsername === undefined || trunk.authUsername === authUsername),
  );
  return caller && `LiveKit's outbound trunk ${caller.sipTrunkId} "${caller.name}" calls through it`;
}

/** Whether an address leads to a termination domain, `acme.pstn.twilio.com`; a region may stand in it, `acme.pstn.ashburn.twilio.com`. */
function dials(address: string, domain: string | undefined): boolean {
  const name = (host: string) => /^(.+)\.pstn(\.[\w-]+)?\.twilio\.com(:\d+)?$/.exec(host.toLowerCase())?.[1];
  return domain !== undefined && name(address) !== undefined && name(address) === name(domain);
}
