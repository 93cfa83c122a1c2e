import type { CarrierStore } from "./dial/carrier.js";
import { throughCarrier } from "./dial/carrier.js";
import { selectRule } from "./dial/dispatch-rule.js";
import { matchTrunk } from "./dial/inbound-trunk.js";
import { type Landing, land } from "./dial/landing.js";
import { checkEncryption } from "./dial/media.js";
import { type Hop, Trail } from "./dial/trail.js";
import { type RungOut, ringOut } from "./dial/worker-down.js";
import type { LiveKitStore } from "./livekit/store.js";

/** A call from the telephone network. */
export interface PhoneCall {
  /** The caller's number. */
  readonly from: string;
  /** The dialed number. */
  readonly to: string;
  /** Digits entered at the PIN prompt, if there is one. */
  readonly pin?: string;
  /** Twilio's signaling address. @default unknown: the trunk's allowed addresses are not checked */
  readonly sourceIp?: string;
  /**
   * Twilio's random choice among origination URLs of one priority, from 0 to 1; each has a share by weight, heaviest
   * first. @default 0
   */
  readonly draw?: number;
  /** Whether no worker takes the call, so that it rings out. @default false */
  readonly workerDown?: boolean;
}

/** The route of a call. */
export interface Dialed extends Landing {
  /** Whether the caller reached a room. */
  readonly ok: boolean;
  /** The steps of the call, with reasons; the last one is where it ended. */
  readonly hops: readonly Hop[];
  /** How a call ends that reached a room without a worker. */
  readonly rungOut?: RungOut;
}

/**
 * Traces a call from the dialed number to the room, as the two clouds would route it. Nothing changes and no audio
 * flows: a call that reaches a room would still ring until an agent publishes audio.
 *
 * @example
 * const { room, agents } = dial({ livekit: livekit.store, twilio: twilio.store }, { from: "+15550199", to: "+15550100" });
 */
export function dial(
  stores: { readonly livekit: LiveKitStore; readonly twilio: CarrierStore },
  call: PhoneCall,
): Dialed {
  const trail = new Trail();
  const landing = walk(stores, call, trail);
  const dialed = { ok: landing !== undefined, hops: trail.hops, ...(landing ?? { agents: [], attributes: {} }) };
  if (!landing || !call.workerDown) return dialed;
  const idAt = (at: Hop["at"]) => trail.hops.find((hop) => hop.at === at && hop.ok)?.id;
  const { draw = 0 } = call;
  const way = { trunkSid: idAt("trunk") ?? "", inboundTrunkId: idAt("inbound-trunk"), draw };
  return { ...dialed, rungOut: ringOut(stores, way) };
}

function walk(
  { livekit, twilio }: { readonly livekit: LiveKitStore; readonly twilio: CarrierStore },
  call: PhoneCall,
  trail: Trail,
): Landing | undefined {
  const arrival = throughCarrier(twilio, call.to, livekit.sipHost, trail, call.draw);
  if (!arrival) return undefined;
  const invite = { from: call.from, to: arrival.called, pin: call.pin ?? "", sourceIp: call.sourceIp };
  const match = matchTrunk(livekit.inboundTrunks.all(), invite, trail);
  if (!match) return undefined;
  const rule = selectRule(livekit.dispatchRules.all(), match.trunk, invite, trail);
  if (!rule || !checkEncryption(arrival.encrypted, match.trunk, rule, trail)) return undefined;
  return land(rule, match.trunk, invite, trail);
}
