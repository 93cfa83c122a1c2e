import type { ObservedTwilio, Seen, SeenTrunk } from "../observe/observed.js";
import { Trail } from "./hop.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import { leadsToProject } from "./sip-hosts.js";
import { parseSipUri } from "@arkenos/provider/values/sip-uri";

/** How a call reaches LiveKit. */
export interface Arrival {
  /** The user part of the INVITE: the dialed number, unless the URL sets another user. */
  readonly called: string;
  /** Whether media are encrypted. */
  readonly encrypted: boolean;
}

/** A route that a share of a number's calls takes from Twilio. */
export interface Fork {
  /** From 0 to 1. The shares of all forks add up to 1. */
  readonly share: number;
  readonly trail: Trail;
  /** How these calls reach LiveKit; undefined if they do not. */
  readonly arrival?: Arrival;
}

/** Number → trunk → origination URL: each possible route, most likely first. */
export function throughCarrier(twilio: ObservedTwilio, dialed: string, sipHosts: readonly string[]): readonly Fork[] {
  const trail = new Trail();
  const trunk = trunkOf(twilio, normalizeNumber(dialed), trail);
  return trunk ? originate(trunk, sipHosts, trail, normalizeNumber(dialed)) : [{ share: 1, trail }];
}

function trunkOf(twilio: ObservedTwilio, e164: string, trail: Trail): SeenTrunk | undefined {
  const number = twilio.numbers.find(({ phoneNumber }) => phoneNumber === e164);
  if (!number) return trail.fail("number", `${e164} is not a number of Twilio account ${twilio.accountSid}`);
  if (!number.voice) return trail.fail("number", `${e164} cannot receive voice calls`, number.id);
  if (number.trunkSid === "") {
    const other = number.voiceApplicationSid || number.props.voiceUrl;
    return trail.fail("number", `${e164} is not assigned to a trunk${other ? `; ${other} answers it` : ""}`, number.id);
  }
  trail.pass("number", `${e164} is on trunk ${number.trunkSid}`, number.id);
  const trunk = twilio.trunks.find(({ id }) => id === number.trunkSid);
  if (!trunk) return trail.fail("trunk", `Trunk ${number.trunkSid} no longer exists`, number.trunkSid);
  const takes = trunk.props.secure === true ? "encrypted calls only" : "the call";
  trail.pass("trunk", `"${trunk.props.friendlyName ?? ""}" takes ${takes}`, trunk.id);
  return trunk;
}

/** Twilio uses the URLs with the lowest priority value that it can call, and selects among them by weight. */
function originate(trunk: SeenTrunk, sipHosts: readonly string[], trail: Trail, e164: string): readonly Fork[] {
  const enabled = (trunk.children?.originationUrls ?? []).filter(({ props }) => props.enabled);
  if (enabled.length === 0) trail.fail("origination", "The trunk has no enabled origination URL (32010)", trunk.id);
  for (const priority of [...new Set(enabled.map(priorityOf))].sort((one, other) => one - other)) {
    const urls = enabled.filter((url) => priorityOf(url) === priority).toSorted(likeliestFirst);
    const usable = urls.filter(isUsable);
    for (const { id, props } of urls.filter((url) => !isUsable(url)))
      trail.fail("origination", `${props.sipUrl} is not a sip: URI`, id);
    if (usable.length > 0) return usable.map((url) => fork(url, shareOf(url, usable), trunk, sipHosts, trail, e164));
  }
  return [{ share: 1, trail }];
}

function fork(
  { id, props: { sipUrl = "" } }: Seen<"OriginationUrl">,
  share: number,
  trunk: SeenTrunk,
  sipHosts: readonly string[],
  before: Trail,
  e164: string,
): Fork {
  const trail = new Trail(before.hops);
  const secure = trunk.props.secure === true;
  const uri = parseSipUri(sipUrl);
  if (!uri || !leadsToProject(uri, sipHosts)) {
    trail.fail("origination", `${uri?.address} takes the call; this LiveKit project is at ${sipHosts[0]}`, id);
    return { share, trail };
  }
  trail.pass("origination", `calls go to ${sipUrl} over ${secure ? "tls" : (uri.transport ?? "udp")}`, id);
  return { share, trail, arrival: { called: uri.user ?? e164, encrypted: secure } };
}

/** The priority of a URL. Twilio tries the lowest first. */
export const priorityOf = ({ props }: Seen<"OriginationUrl">) => props.priority ?? 0;
const weightOf = ({ props }: Seen<"OriginationUrl">) => props.weight ?? 0;
/** Whether Twilio can call a URL at all. */
export const isUsable = ({ props }: Seen<"OriginationUrl">) => parseSipUri(props.sipUrl ?? "")?.scheme === "sip";

function shareOf(url: Seen<"OriginationUrl">, rivals: readonly Seen<"OriginationUrl">[]): number {
  const total = rivals.reduce((sum, rival) => sum + weightOf(rival), 0);
  return total === 0 ? 1 / rivals.length : weightOf(url) / total;
}

/** Sorts URLs of one priority, most likely first. */
export function likeliestFirst(one: Seen<"OriginationUrl">, other: Seen<"OriginationUrl">): number {
  return weightOf(other) - weightOf(one) || (one.id < other.id ? -1 : 1);
}
