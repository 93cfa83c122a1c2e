import { type JobContext, log, waitForParticipant, waitForParticipantAttribute } from "@livekit/agents";
import { ParticipantKind, type RemoteParticipant } from "@livekit/rtc-node";
import type { Call } from "../routing/routing.js";

/**
 * How long an agent waits for the SIP participant, in milliseconds. An inbound caller joins before the agent, but a busy
 * server may show them late. An outbound call rings only after the agent has joined.
 */
const WAIT_MS = { called: 20_000, calling: 10_000 };

/** The SIP participant at the other end of the call. */
export interface Caller {
  readonly identity: string;
  /** `sip.phoneNumber`: the number of an inbound caller or an outbound callee. */
  readonly number: string | undefined;
  readonly direction: "inbound" | "outbound";
  readonly participant: NonNullable<Call["participant"]>;
}

/**
 * Waits for the SIP participant. If none joins, logs how long it waited.
 *
 * @param isExpected whether the job's metadata names the agent, as in outbound calls
 * @returns undefined if no SIP participant joins
 */
export async function callerOf(
  ctx: Pick<JobContext, "room" | "job">,
  isExpected: boolean,
  waitMs = WAIT_MS,
): Promise<Caller | undefined> {
  const awaited = isExpected ? "called" : "calling";
  const startedAt = performance.now();
  const over = new AbortController();
  const end = (reason: string) => over.abort(reason);
  // Not AbortSignal.timeout: Node 20 may collect it inside AbortSignal.any before it fires (nodejs/node#57736).
  const timer = setTimeout(end, waitMs[awaited], "nobody joined");
  void isRecreated(ctx).then((recreated) => recreated && end("the room was recreated after its call had ended"));
  try {
    return describe(await waitForParticipant({ room: ctx.room, kind: ParticipantKind.SIP, signal: over.signal }));
  } catch (error) {
    if (!over.signal.aborted && ctx.room.isConnected) throw error;
    const because: unknown = over.signal.aborted ? over.signal.reason : "the room was closed";
    const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
    const who = isExpected ? "the callee" : "the caller";
    log().warn({ awaited: who, seconds, because }, `Nobody joined the call: waited ${seconds} s for ${who}`);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until the callee picks up or the dial ends. @returns whether the callee picked up */
export async function picksUp({ room }: Pick<JobContext, "room">, { identity }: Caller): Promise<boolean> {
  const active = { room, identity, attribute: "sip.callStatus", value: "active" };
  return waitForParticipantAttribute(active).then(
    () => true,
    () => false,
  );
}

/**
 * Whether the call ended before its agent joined: the room was deleted, for example after a failed dial, and the joining
 * agent created a new one with the same name, which nobody else will join.
 */
async function isRecreated({ room, job }: Pick<JobContext, "room" | "job">): Promise<boolean> {
  const wanted = job.room?.sid;
  if (!wanted) return false;
  const sid = await room.getSid().catch(() => "");
  return sid !== "" && sid !== wanted;
}

function describe({ identity, attributes }: RemoteParticipant): Caller {
  const value = (name: string) => (Object.hasOwn(attributes, name) ? attributes[name] || undefined : undefined);
  return {
    identity,
    number: value("sip.phoneNumber"),
    // Only inbound calls match a dispatch rule.
    direction: value("sip.ruleID") ? "inbound" : "outbound",
    participant: { isSip: true, attributes },
  };
}
