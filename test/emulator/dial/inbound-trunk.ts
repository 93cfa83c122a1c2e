import { normalizeNumber } from "../livekit/phone-number.js";
import type { InboundTrunk } from "../livekit/store.js";
import { isAllowedAddress } from "./allowed-address.js";
import type { Invite, Trail } from "./trail.js";

/** What answers the INVITE: a trunk, or none, which a self-hosted LiveKit accepts. */
export interface TrunkMatch {
  readonly trunk: InboundTrunk | undefined;
}

/**
 * The trunk that answers: one that lists the number before one that lists none (`MatchTrunkDetailed` of
 * livekit/protocol); undefined if LiveKit refuses the call.
 */
export function matchTrunk(trunks: readonly InboundTrunk[], invite: Invite, trail: Trail): TrunkMatch | undefined {
  const willing = trunks.filter(
    ({ allowedNumbers, allowedAddresses }) =>
      (allowedNumbers.length === 0 || lists(allowedNumbers, invite.from)) &&
      isAllowedAddress(invite.sourceIp, allowedAddresses),
  );
  const specific = willing.filter(({ numbers }) => lists(numbers, invite.to));
  const candidates = specific.length > 0 ? specific : willing.filter(({ numbers }) => numbers.length === 0);
  const [trunk] = candidates;
  if (!trunk) {
    trail.pass("inbound-trunk", `${whyNone(trunks, invite)}; the call continues without a trunk.`);
    return { trunk };
  }
  if (candidates.length > 1) {
    const ids = candidates.map(({ sipTrunkId }) => sipTrunkId).join(" and ");
    return trail.fail("inbound-trunk", `${ids} all match ${invite.to} from ${invite.from}, so LiveKit answers 503.`);
  }
  if (trunk.authUsername !== "" && trunk.authPassword !== "") {
    return trail.fail(
      "inbound-trunk",
      "LiveKit asks for a password (407), which Twilio's origination does not give.",
      trunk.sipTrunkId,
    );
  }
  trail.pass(
    "inbound-trunk",
    `${trunk.name || "The trunk"} answers ${specific.length > 0 ? invite.to : "any number"}.`,
    trunk.sipTrunkId,
  );
  return { trunk };
}

function lists(numbers: readonly string[], number: string): boolean {
  return numbers.some((listed) => normalizeNumber(listed) === normalizeNumber(number));
}

function whyNone(trunks: readonly InboundTrunk[], { from, to }: Invite): string {
  const refusing = trunks.find(({ numbers }) => numbers.length === 0 || lists(numbers, to));
  return refusing ? `${refusing.sipTrunkId} does not take calls from ${from}` : `No inbound trunk lists ${to}`;
}
