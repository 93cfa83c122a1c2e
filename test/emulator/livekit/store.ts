import type { PlainMessage } from "@bufbuild/protobuf";
import type { Room, SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from "@livekit/protocol";
import { Collection } from "../collection.js";
import { Ids } from "./ids.js";

/** A trunk that carriers call in on. */
export type InboundTrunk = PlainMessage<SIPInboundTrunkInfo>;
/** A trunk that LiveKit calls out on. */
export type OutboundTrunk = PlainMessage<SIPOutboundTrunkInfo>;
/** Which room an inbound call lands in. */
export type DispatchRule = PlainMessage<SIPDispatchRuleInfo>;

/**
 * What a LiveKit project holds, in the plain form of its protobuf messages.
 *
 * @example What a person does in the dashboard
 * livekit.store.inboundTrunks.patch(trunkId, { numbers: [] });
 */
export class LiveKitStore {
  readonly inboundTrunks = new Collection<InboundTrunk>("sipTrunkId");
  readonly outboundTrunks = new Collection<OutboundTrunk>("sipTrunkId");
  readonly dispatchRules = new Collection<DispatchRule>("sipDispatchRuleId");
  /** By name, which is what the API knows a room by. */
  readonly rooms = new Collection<PlainMessage<Room>>("name");
  readonly ids = new Ids();

  /**
   * The host that carriers reach this project's SIP endpoint by, `abc.sip.livekit.cloud`.
   * @default undefined: any host
   */
  sipHost: string | undefined;

  /** Forgets everything, and starts the ids over. */
  clear(): void {
    for (const collection of [this.inboundTrunks, this.outboundTrunks, this.dispatchRules, this.rooms])
      collection.clear();
    this.ids.reset();
    this.sipHost = undefined;
  }
}
