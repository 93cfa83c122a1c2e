import type { ObservedTwilio, Seen, SeenTrunk } from "../observe/observed.js";
import type { Trail } from "./hop.js";
import { normaliseNumber } from "./normalise-number.js";
import { parseSipUri } from "./sip-uri.js";

/** How a call reaches LiveKit. */
export interface Arrival {
  /** The user part of the INVITE: the dialled number, unless a URL fixes another. */
  readonly called: string;
  /** Whether media are encrypted. */
  readonly encrypted: boolean;
}

/** Number → trunk → the first origination URL that is answered; undefined if the call never leaves Twilio. */
export function throughCarrier(
  twilio: ObservedTwilio,
  dialled: string,
  sipHosts: readonly string[],
  trail: Trail,
): Arrival | undefined {
  const e164 = normaliseNumber(dialled);
  const number = twilio.numbers.find(({ phoneNumber }) => phoneNumber === e164);
  if (!number) return trail.fail("number", `${e164} is not a number of Twilio account ${twilio.accountSid}`);
  if (number.trunkSid === "") {
    const other = number.voiceApplicationSid || number.props.voiceUrl;
    return trail.fail("number", `${e164} is on no trunk${other ? `; ${other} answers it` : ""}`, number.id);
  }
  trail.pass("number", `${e164} is on trunk ${number.trunkSid}`, number.id);
  const trunk = twilio.trunks.find(({ id }) => id === number.trunkSid);
  if (!trunk) return trail.fail("trunk", `Trunk ${number.trunkSid} does not exist any more`, number.trunkSid);
  const secure = trunk.props.secure === true;
  trail.pass(
    "trunk",
    `"${trunk.props.friendlyName ?? ""}" takes ${secure ? "encrypted calls only" : "the call"}`,
    trunk.id,
  );
  return originate(trunk, sipHosts, trail, e164);
}

function originate(trunk: SeenTrunk, sipHosts: readonly string[], trail: Trail, e164: string): Arrival | undefined {
  const secure = trunk.props.secure === true;
  const enabled = (trunk.children?.originationUrls ?? []).filter(({ props }) => props.enabled);
  if (enabled.length === 0)
    return trail.fail("origination", "The trunk has no enabled origination URL (32010)", trunk.id);
  for (const { id, props } of enabled.toSorted(inOrder)) {
    const url = props.sipUrl ?? "";
    const uri = parseSipUri(url);
    if (uri?.scheme !== "sip") trail.fail("origination", `${url} is not a sip: URI`, id);
    else if (!answers(uri, sipHosts)) {
      trail.fail("origination", `${uri.address} is not this LiveKit project, which is at ${sipHosts[0]}`, id);
    } else {
      trail.pass("origination", `${url} answers over ${secure ? "tls" : (uri.transport ?? "udp")}`, id);
      return { called: uri.user ?? e164, encrypted: secure };
    }
  }
  return undefined;
}

/** No hosts at all means that any host may be ours. */
function answers({ host, address }: { host: string; address: string }, sipHosts: readonly string[]): boolean {
  return sipHosts.length === 0 || sipHosts.includes(host) || sipHosts.includes(address);
}

/** Twilio draws by weight within a priority; this takes the likeliest, so that it is always the same. */
function inOrder(one: Seen<"OriginationUrl">, other: Seen<"OriginationUrl">): number {
  const [a, b] = [one.props, other.props];
  return (a.priority ?? 0) - (b.priority ?? 0) || (b.weight ?? 0) - (a.weight ?? 0) || (one.id < other.id ? -1 : 1);
}
