import { normalizeNumber } from "../livekit/phone-number.js";
import { parseSipUri } from "./sip-uri.js";
import type { Trail } from "./trail.js";

/** What the walk reads of Twilio. */
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
  }>;
  readonly originationUrls: Listing<OriginationUrl>;
}

/** How a call reaches LiveKit. */
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

/** Number → trunk → the origination URL that is answered; undefined if the call never leaves Twilio. */
export function throughCarrier(
  store: CarrierStore,
  dialled: string,
  sipHost: string | undefined,
  trail: Trail,
): Arrival | undefined {
  const e164 = normalizeNumber(dialled);
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
  // Twilio draws by weight within a priority; the walk takes the likeliest, so that it is always the same.
  const inOrder = urls.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight || (a.sid < b.sid ? -1 : 1));
  for (const { sid, sipUrl } of inOrder) {
    const uri = parseSipUri(sipUrl);
    if (!uri) trail.fail("origination", `${sipUrl} is not a sip: URI.`, sid);
    else if (sipHost !== undefined && uri.host !== sipHost.toLowerCase()) {
      trail.fail("origination", `${uri.host} does not answer; this LiveKit project is at ${sipHost}.`, sid);
    } else {
      const transport = trunk.secure ? "tls" : uri.transport;
      trail.pass("origination", `${sipUrl} answers over ${transport}.`, sid);
      // A guess: a user in the URL takes the number's place in the To header too, which LiveKit reads.
      return { called: uri.user ?? e164, encrypted: trunk.secure };
    }
  }
  return undefined;
}
