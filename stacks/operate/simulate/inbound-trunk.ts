import type { Seen } from "../observe/observed.js";
import { isAllowedAddress } from "./allowed-address.js";
import type { Trail } from "./hop.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import type { Invite } from "./phone-call.js";

/** The trunk that answers the INVITE; undefined if there is none, which a self-hosted server permits. */
export interface TrunkMatch {
  readonly trunk: Seen<"InboundTrunk"> | undefined;
}

/**
 * Selects the trunk that answers: first one that lists the number, then one that lists no numbers; undefined if LiveKit
 * refuses the call.
 *
 * @see `MatchTrunkDetailed` in livekit/protocol, sip/sip.go
 */
export function matchTrunk(
  trunks: readonly Seen<"InboundTrunk">[],
  invite: Invite,
  trail: Trail,
): TrunkMatch | undefined {
  const willing = trunks.filter(({ props }) => takes(props.allowedNumbers ?? [], props.allowedAddresses ?? [], invite));
  const listing = willing.filter(({ props }) => lists(props.numbers ?? [], invite.to));
  const candidates = listing.length > 0 ? listing : willing.filter(({ props }) => props.numbers?.length === 0);
  const [trunk, twin] = candidates;
  if (!trunk) {
    trail.pass("inbound-trunk", `${whyNone(trunks, invite)}; the call continues without a trunk`);
    return { trunk: undefined };
  }
  if (twin) {
    const ids = candidates.map(({ id }) => id).join(" and ");
    return trail.fail("inbound-trunk", `${ids} all take ${invite.to} from ${invite.from}, so LiveKit answers 503`);
  }
  if (trunk.props.authUsername && trunk.props.authPassword) {
    return trail.fail("inbound-trunk", "LiveKit asks for a password (407), and Twilio sends none", trunk.id);
  }
  trail.pass(
    "inbound-trunk",
    `"${trunk.props.name}" answers ${listing.length > 0 ? invite.to : "any number"}`,
    trunk.id,
  );
  return { trunk };
}

function takes(callers: readonly string[], addresses: readonly string[], { from, sourceIp }: Invite): boolean {
  return (callers.length === 0 || lists(callers, from)) && isAllowedAddress(sourceIp, addresses);
}

/** Normalized lists, cached because each of a thousand numbers is looked up among a thousand. */
const normalized = new WeakMap<readonly string[], ReadonlySet<string>>();

function lists(numbers: readonly string[], number: string): boolean {
  const known = normalized.get(numbers) ?? new Set(numbers.map(normalizeNumber));
  normalized.set(numbers, known);
  return known.has(normalizeNumber(number));
}

function whyNone(trunks: readonly Seen<"InboundTrunk">[], { from, to, sourceIp }: Invite): string {
  const refusing = trunks.find(({ props: { numbers = [] } }) => numbers.length === 0 || lists(numbers, to));
  if (!refusing) return `No inbound trunk lists ${to}`;
  const isAddress = !isAllowedAddress(sourceIp, refusing.props.allowedAddresses ?? []);
  return `${refusing.id} does not take calls from ${isAddress ? sourceIp : from}`;
}
