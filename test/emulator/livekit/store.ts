import type { PlainMessage } from "@bufbuild/protobuf";
import type {
  AgentDispatch,
  ParticipantInfo,
  Room,
  SIPDispatchRuleInfo,
  SIPOutboundTrunkInfo,
} from "@livekit/protocol";
import { Collection } from "../collection.js";
import { type Contents, contentsOf, refill } from "../snapshot.js";
import { Ids } from "./ids.js";
import type { LaterFields } from "./later-fields.js";
import type { InboundTrunk, Release } from "./release.js";

export type { InboundTrunk } from "./release.js";

/** A trunk for LiveKit's outbound calls. */
export type OutboundTrunk = PlainMessage<SIPOutboundTrunkInfo>;
/** The room of an inbound call. */
export type DispatchRule = PlainMessage<SIPDispatchRuleInfo>;

/** A worker process that has registered with the server, as seen by rooms. */
export interface Worker {
  readonly id: string;
  /** The agent name of its jobs. */
  readonly agentName: string;
  /** Whether its agent speaks once it is in the room. */
  readonly publishesAudio: boolean;
}

/** A participant of a room. */
export interface Participant {
  readonly sid: string;
  readonly room: string;
  readonly info: PlainMessage<ParticipantInfo>;
}

/** A call that LiveKit passes to a carrier. */
export interface OutgoingCall {
  readonly address: string;
  readonly authUsername: string;
  readonly authPassword: string;
  readonly from: string;
  readonly to: string;
}

/** A final answer to an INVITE. */
export interface SipAnswer {
  readonly status: number;
  readonly reason: string;
}

/** A snapshot of a project's contents, with its number of ids. */
export interface LiveKitSnapshot {
  readonly contents: Contents;
  readonly ids: number;
  readonly sipHost?: string;
}

/**
 * A LiveKit project's contents, in the plain form of its protobuf messages.
 *
 * @example A manual change in the dashboard
 * livekit.store.inboundTrunks.patch(trunkId, { numbers: [] });
 */
export class LiveKitStore {
  readonly inboundTrunks = new Collection<InboundTrunk>("sipTrunkId");
  readonly outboundTrunks = new Collection<OutboundTrunk>("sipTrunkId");
  readonly dispatchRules = new Collection<DispatchRule>("sipDispatchRuleId");
  /** By name, the API's key of a room. */
  readonly rooms = new Collection<PlainMessage<Room>>("name");
  readonly participants = new Collection<Participant>("sid");
  readonly dispatches = new Collection<PlainMessage<AgentDispatch>>("id");
  /** The worker processes that are registered. */
  readonly workers = new Collection<Worker>("id");
  /** What lists say about objects, as a later release would. */
  readonly laterFields = new Collection<LaterFields>("id");
  readonly ids = new Ids();

  /** The release of livekit-server that is running; a test sets another one to upgrade it. */
  release: Release;

  /** Whether the SIP service exists: a server without Redis has none. */
  sipConnected = true;

  /** What answers an outbound call. @default everyone does */
  carrier: (call: OutgoingCall) => SipAnswer = () => ({ status: 200, reason: "OK" });

  /** The SIP host of this project for carriers, `abc.sip.livekit.cloud`. @default undefined: any host */
  sipHost: string | undefined;

  /** @param release the initial release. @default "1.13.5" */
  constructor(release: Release = "1.13.5") {
    this.release = release;
  }

  /** Its current contents. */
  snapshot(): LiveKitSnapshot {
    return { contents: contentsOf(this), ids: this.ids.count, ...(this.sipHost && { sipHost: this.sipHost }) };
  }

  /** Restores a snapshot. */
  restore({ contents, ids, sipHost }: LiveKitSnapshot): void {
    refill(this, contents);
    this.ids.reset(ids);
    this.sipHost = sipHost;
  }

  /** Deletes everything, and restarts the ids. */
  clear(): void {
    for (const part of Object.values(this)) if (part instanceof Collection) part.clear();
    this.sipConnected = true;
    this.ids.reset();
    this.sipHost = undefined;
  }
}
