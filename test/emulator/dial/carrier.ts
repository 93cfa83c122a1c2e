import { normalizeNumber } from "../livekit/phone-number.js";
import { parseSipUri } from "./sip-uri.js";
import type { Trail } from "./trail.js";

/** The part of Twilio that a trace reads. */
export interface CarrierStore {
  readonly numbers: Listing<{
    sid: string;
    phoneNumber: string;
    trunkSid: string | null;
  }>;
  readonly trunks: Listing<{
    sid: string;
    friendlyName: string | null;
    secure: boolean;
    disasterRecoveryUrl: string | null;
  }>;
  readonly originationUrls: Listing<OriginationUrl>;
}

/** A call as it leaves Twilio for LiveKit. */
export interface Arrival {
  /** The user part of the INVITE. */
  readonly called: string;
  /** Whether media must be encrypted; otherwise they are not. */
  readonly encrypted: boolean;
}

interface Listing<Item> {
  all(): readonly Readonly<Item>[];
}

interface OriginationUrl {
  sid: string;
  trunkSid: string;
  sipUrl: string;
  priority: number;
  weight: number;
  enabled: boolean;
}

/** Number → trunk → the origination URL that answers; undefined if the call never leaves Twilio. */
export function throughCarrier(
  store: CarrierStore,
  dialed: string,
  sipHost: string | undefined,
  trail: Trail,
  draw = 0,
): Arrival | undefined {
  const e164 = normalizeNumber(dialed);
  const number = store.numbers.all().find(({ phoneNumber }) => phoneNumber === e164);
  if (!number) return trail.fail("number", `${e164} is not a number of this Twilio account.`);
  if (number.trunkSid === null)
    return trail.fail("number", `${e164} is not associated with a trunk; its voice URL answers.`, number.sid);
  trail.pass("number", `${e164} belongs to trunk ${number.trunkSid}.`, number.sid);

  const trunk = store.trunks.all().find(({ sid }) => sid === number.trunkSid);
  if (!trunk) return trail.fail("trunk", "The trunk does not exist any more.", number.trunkSid);
  trail.pass(
    "trunk",
    `${trunk.friendlyName ?? "The trunk"} takes ${trunk.secure ? "encrypted calls only" : "the call"}.`,
    trunk.sid,
  );

  const urls = store.originationUrls.all().filter(({ trunkSid, enabled }) => trunkSid === trunk.sid && enabled);
  if (urls.length === 0)
    return trail.fail("origination", "The trunk has no enabled origination URL (32010).", trunk.sid);
  for (const { sid, sipUrl } of drawn(urls, draw)) {
    const uri = parseSipUri(sipUrl);
    if (!uri) trail.fail("origination", `${sipUrl} is not a sip: URI.`, sid);
    else if (sipHost !== undefined && uri.host !== sipHost.toLowerCase()) {
      return trail.fail("origination", `${uri.host} takes the call; this LiveKit project is at ${sipHost}.`, sid);
    } else {
      const transport = trunk.secure ? "tls" : uri.transport;
      trail.pass("origination", `${sipUrl} answers over ${transport}.`, sid);
      // An assumption: a user in the URL also replaces the number in the To header, which LiveKit reads.
      return { called: uri.user ?? e164, encrypted: trunk.secure };
    }
  }
  return undefined;
}

/**
 * The URLs in the order in which one call tries them: by priority, and within a priority by a weighted random choice,
 * each URL once.
 *
 * @param draw the random choice, from 0 to 1; 0 is the heaviest
 */
export function* drawn(urls: readonly Readonly<OriginationUrl>[], draw: number): Generator<Readonly<OriginationUrl>> {
  const left = urls.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight || (a.sid < b.sid ? -1 : 1));
  let lot = draw;
  while (left.length > 0) {
    const rivals = left.filter(({ priority }) => priority === left[0]?.priority);
    const total = rivals.reduce((sum, { weight }) => sum + weight, 0);
    const parts = rivals.map(({ weight }) => (total === 0 ? 1 / rivals.length : weight / total));
    let place = 0;
    // The remainder of the choice decides among the remaining URLs.
    for (; place < rivals.length - 1 && lot >= (parts[place] ?? 0); place++) lot -= parts[place] ?? 0;
    lot = Math.min(lot / (parts[place] || 1), 1 - Number.EPSILON);
    yield* left.splice(place, 1);
  }
}
