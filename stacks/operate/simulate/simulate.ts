import type { ObservedLiveKit, ObservedTwilio } from "../observe/observed.js";
import { throughCarrier } from "./carrier.js";
import { selectRule } from "./dispatch-rule.js";
import { agreeOnEncryption } from "./encryption.js";
import type { Hop, Trail } from "./hop.js";
import { matchTrunk } from "./inbound-trunk.js";
import type { Invite, PhoneCall } from "./phone-call.js";
import { type RoomPlacement, placeInRoom } from "./room.js";

/** The objects that a call meets. */
export interface Clouds {
  readonly livekit: ObservedLiveKit;
  readonly twilio: ObservedTwilio;
  /** The hosts by which carriers reach this LiveKit project; none means any. */
  readonly sipHosts: readonly string[];
}

/** How a share of the calls would go. */
export interface Simulated extends Partial<RoomPlacement> {
  /** How many of all calls go this way, from 0 to 1. */
  readonly share: number;
  /** Whether the caller gets into a room. */
  readonly ok: boolean;
  /** Where the call passes, and why; the last one is where it ends. */
  readonly hops: readonly Hop[];
  /** The rule that takes it. */
  readonly ruleId?: string;
  /** The inbound trunk that takes it, if one does. */
  readonly trunkId?: string;
}

/**
 * Walks a call from the dialed number to the room, as the two clouds would route it with the objects they hold: once
 * for each way that Twilio may draw, the likeliest first. Nothing is called.
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
): (RoomPlacement & { readonly ruleId: string; readonly trunkId?: string }) | undefined {
  const match = matchTrunk(inboundTrunks, invite, trail);
  const rule = match && selectRule(dispatchRules, match.trunk, invite, trail);
  if (!rule || !agreeOnEncryption(invite, match.trunk, rule, trail)) return undefined;
  return { ...placeInRoom(rule, invite, trail), ruleId: rule.id, ...(match.trunk && { trunkId: match.trunk.id }) };
}
