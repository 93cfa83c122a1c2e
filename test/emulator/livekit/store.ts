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

/** A trunk that LiveKit calls out on. */
export type OutboundTrunk = PlainMessage<SIPOutboundTrunkInfo>;
/** Which room an inbound call lands in. */
export type DispatchRule = PlainMessage<SIPDispatchRuleInfo>;

/** A worker process that has registered with the server, as far as rooms notice it. */
export interface Worker {
  readonly id: string;
  /** The name it takes jobs under. */
  readonly agentName: string;
  /** Whether its agent speaks once it is in the room. */
  readonly publishesAudio: boolean;
}

/** Somebody in a room. */
export interface Participant {
  readonly sid: string;
  readonly room: string;
  readonly info: PlainMessage<ParticipantInfo>;
}

/** A call that LiveKit hands to a carrier. */
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

/** What a project held at one moment, and how many ids it had given. */
export interface LiveKitSnapshot {
  readonly contents: Contents;
  readonly ids: number;
  readonly sipHost?: string;
}

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
  readonly participants = new Collection<Participant>("sid");
  readonly dispatches = new Collection<PlainMessage<AgentDispatch>>("id");
  /** The worker processes that are registered. */
  readonly workers = new Collection<Worker>("id");
  /** What lists say of objects as a later release would. */
  readonly laterFields = new Collection<LaterFields>("id");
  readonly ids = new Ids();

  /** The release of livekit-server that is running; a test installs another one by setting it. */
  release: Release;

  /** Whether the SIP service is there: a server without Redis has none. */
  sipConnected = true;

  /** What answers a call out. @default everybody does */
  carrier: (call: OutgoingCall) => SipAnswer = () => ({ status: 200, reason: "OK" });

  /**
   * The host that carriers reach this project's SIP endpoint by, `abc.sip.livekit.cloud`.
   * @default undefined: any host
   */
  sipHost: string | undefined;

  /** @param release the release that is running at first. @default "1.13.5" */
  constructor(release: Release = "1.13.5") {
    this.release = release;
  }

  /** What it holds now. */
  snapshot(): LiveKitSnapshot {
    return { contents: contentsOf(this), ids: this.ids.count, ...(this.sipHost && { sipHost: this.sipHost }) };
  }

  /** Goes back to what it held then. */
  restore({ contents, ids, sipHost }: LiveKitSnapshot): void {
    refill(this, contents);
    this.ids.reset(ids);
    this.sipHost = sipHost;
  }

  /** Forgets everything, and starts the ids over. */
  clear(): void {
    for (const part of Object.values(this)) if (part instanceof Collection) part.clear();
    this.sipConnected = true;
    this.ids.reset();
    this.sipHost = undefined;
  }
}
