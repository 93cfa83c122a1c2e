import type { ObservedLiveKit, ObservedTwilio } from "../observe/observed.js";
import { throughCarrier } from "./carrier.js";
import { selectRule } from "./dispatch-rule.js";
import { agreeOnEncryption } from "./encryption.js";
import type { Hop, Trail } from "./hop.js";
import { matchTrunk } from "./inbound-trunk.js";
import type { Invite, PhoneCall } from "./phone-call.js";
import { type RoomPlacement, placeInRoom } from "./room.js";

/** The objects that a call passes. */
export interface Clouds {
  readonly livekit: ObservedLiveKit;
  readonly twilio: ObservedTwilio;
  /** The hosts at which this LiveKit project accepts calls from carriers; empty means any. */
  readonly sipHosts: readonly string[];
}

/** The simulated route of a share of the calls. */
export interface Simulated extends Partial<RoomPlacement> {
  /** The share of all calls that take this route, from 0 to 1. */
  readonly share: number;
  /** Whether the caller gets into a room. */
  readonly ok: boolean;
  /** The stages of the route. The last one is where it ends. */
  readonly hops: readonly Hop[];
  /** The rule that takes the call. */
  readonly ruleId?: string;
  /** The number in the INVITE. */
  readonly called?: string;
  /** The inbound trunk that takes the call, if any. */
  readonly trunkId?: string;
}

/**
 * Follows a call from the dialed number to the room, as the two clouds would route it with their current objects: once
 * for each route that Twilio may select, most likely first. Makes no calls.
 *
 * @example
 * ```ts
 * const [{ ok, hops }] = simulate({ livekit, twilio, sipHosts: ["acme.sip.livekit.cloud"] }, { from, to });
 * ```
 */
export function simulate({ livekit, twilio, sipHosts }: Clouds, call: PhoneCall): readonly Simulated[] {
  return throughCarrier(twilio, call.to, sipHosts).map(({ share, trail, arrival }) => {
    const invite = arrival && {
      pin: "",
      sourceIp: undefined,
      ...call,
      to: arrival.called,
      encrypted: arrival.encrypted,
    };
    const landed = invite && answer(livekit, invite, trail);
    return { share, ok: landed !== undefined, hops: trail.hops, ...landed };
  });
}

/** What LiveKit does with a call that reaches it. */
export function answer(
  { inboundTrunks, dispatchRules }: ObservedLiveKit,
  invite: Invite,
  trail: Trail,
): (RoomPlacement & { readonly ruleId: string; readonly called: string; readonly trunkId?: string }) | undefined {
  const match = matchTrunk(inboundTrunks, invite, trail);
  const rule = match && selectRule(dispatchRules, match.trunk, invite, trail);
  if (!rule || !agreeOnEncryption(invite, match.trunk, rule, trail)) return undefined;
  const placement = { ...placeInRoom(rule, invite, trail), ruleId: rule.id, called: invite.to };
  return { ...placement, ...(match.trunk && { trunkId: match.trunk.id }) };
}
