import { EventEmitter } from "node:events";
import { ParticipantKind } from "@livekit/rtc-node";
import type { CallContext } from "../../../agent/call/live-call.js";
import type { Contract } from "../../../agent/contract/contract.js";
import { RoutingTable } from "../../../agent/routing/routing.js";
import { contract } from "./personas.js";

/** A connected room with a job; calls to LiveKit are recorded. */
export function phone({
  attributes,
  job = "",
  room = "",
  sid,
}: { attributes?: Record<string, string>; job?: string; room?: string; sid?: { sentTo: string; found: string } } = {}) {
  const done: string[] = [];
  const callbacks: (() => Promise<void>)[] = [];
  const participants = new Map(
    attributes ? [["sip_1", { identity: "sip_1", kind: ParticipantKind.SIP, attributes }]] : [],
  );
  const events = Object.assign(new EventEmitter(), {
    name: "call-_1",
    isConnected: true,
    remoteParticipants: participants,
    metadata: room,
    getSid: async () => sid?.found ?? "",
  });
  const ctx = {
    room: events,
    job: { metadata: job, room: { name: "call-_1", metadata: room, sid: sid?.sentTo } },
    info: { url: "ws://127.0.0.1:1", apiKey: "k", apiSecret: "s" },
    isFakeJob: false,
    connect: async () => void done.push("connect"),
    deleteRoom: async (name?: string) => void done.push(`delete ${name}`),
    shutdown: (reason: string) => void done.push(`shutdown ${reason}`),
    addShutdownCallback: (callback: () => Promise<void>) => void callbacks.push(callback),
  } as unknown as CallContext;
  return { ctx, done, events, finish: () => Promise.all(callbacks.map((callback) => callback())) };
}

/** A routing table. */
export const table = (changes: Partial<Contract> = {}) => new RoutingTable({ text: JSON.stringify(contract(changes)) });
/** The attributes of a call that came in to this number. */
export const dialed = (number: string) => ({
  "sip.ruleID": "SDR_1",
  "sip.trunkPhoneNumber": number,
  "sip.phoneNumber": "+15559990042",
  "sip.callID": "SCL_1",
});
