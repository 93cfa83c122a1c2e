import type { LiveKitStore } from "../livekit/store.js";
import type { CarrierStore } from "./carrier.js";
import { drawn } from "./carrier.js";
import { parseSipUri } from "./sip-uri.js";

/** How a call ends that reaches a room while no worker takes it. */
export interface RungOut {
  /** How long it rang, in seconds. */
  readonly seconds: number;
  /** LiveKit's last answer, if the call ended there. */
  readonly status?: number;
  /** The host or URL that took over the call. */
  readonly takenOverBy?: string;
}

/** Twilio ends the call on these (Elastic SIP Trunking, Origination), and on all of 600 and above. */
const ENDS_ON = new Set([400, 404, 405, 410, 416, 482, 484, 486]);
/** `defaultRingingTimeout` of livekit-sip 1.8.0, in seconds. */
const RINGS_SECONDS = 180;

/**
 * Lets a call ring out at every URL that Twilio tries, each of which leads to the inbound trunk that accepted it. The
 * status is that of a livekit-sip that supports the trunk's; 1.8.0 always answers 486.
 */
export function ringOut(
  { livekit, twilio }: { readonly livekit: LiveKitStore; readonly twilio: CarrierStore },
  { trunkSid, inboundTrunkId, draw }: { trunkSid: string; inboundTrunkId: string | undefined; draw?: number },
): RungOut {
  const inbound = livekit.inboundTrunks.get(inboundTrunkId ?? "");
  const status = inbound?.ringingTimeoutStatus || 486;
  const each = Number(inbound?.ringingTimeout?.seconds ?? 0) || RINGS_SECONDS;
  const urls = twilio.originationUrls.all().filter((url) => url.trunkSid === trunkSid && url.enabled);
  let seconds = 0;
  for (const { sipUrl } of drawn(urls, draw ?? 0)) {
    const uri = parseSipUri(sipUrl);
    if (!uri) continue;
    if (livekit.sipHost !== undefined && uri.host !== livekit.sipHost) return { seconds, takenOverBy: uri.host };
    seconds += each;
    if (status >= 600 || ENDS_ON.has(status)) return { seconds, status };
  }
  const recovery = twilio.trunks.all().find(({ sid }) => sid === trunkSid)?.disasterRecoveryUrl;
  return recovery ? { seconds, takenOverBy: recovery } : { seconds, status };
}
