import { type JobContext, log, waitForParticipant, waitForParticipantAttribute } from "@livekit/agents";
import { ParticipantKind, type RemoteParticipant } from "@livekit/rtc-node";
import type { Call } from "../routing/routing.js";

/**
 * How long an agent waits for the phone, in milliseconds. A caller is in the room before the agent, and the room may
 * show them late on a busy server; a dial rings the phone once it has seen the agent.
 */
const WAIT_MS = { called: 20_000, calling: 10_000 };

/** What is on the other end of the line. */
export interface Caller {
  readonly identity: string;
  /** `sip.phoneNumber`: who calls, or who was called. */
  readonly number: string | undefined;
  readonly direction: "inbound" | "outbound";
  readonly participant: NonNullable<Call["participant"]>;
}

/**
 * Waits for whoever is on the phone, and logs how long it waited where nobody comes.
 *
 * @param isExpected whether the agent was sent here by name, as it is for a call out
 * @returns undefined when nobody comes
 */
export async function callerOf(
  ctx: Pick<JobContext, "room" | "job">,
  isExpected: boolean,
  waitMs = WAIT_MS,
): Promise<Caller | undefined> {
  const awaited = isExpected ? "called" : "calling";
  const begun = performance.now();
  const over = new AbortController();
  const end = (reason: string) => over.abort(reason);
  // A timer that the event loop holds: Node 20 collects AbortSignal.any with AbortSignal.timeout (nodejs/node#57736).
  const timer = setTimeout(end, waitMs[awaited], "nobody came");
  void isRemade(ctx).then((remade) => remade && end("the room was made again after its call was over"));
  try {
    return describe(await waitForParticipant({ room: ctx.room, kind: ParticipantKind.SIP, signal: over.signal }));
  } catch (error) {
    if (!over.signal.aborted && ctx.room.isConnected) throw error;
    const because: unknown = over.signal.aborted ? over.signal.reason : "the room was closed";
    const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
    const who = isExpected ? "the other side of the call" : "the caller";
    log().warn({ awaited: who, seconds, because }, `Nobody was on the phone: waited ${seconds} s for ${who}`);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until whoever is called picks up. @returns whether they do; the dial, not we, decides how long it rings */
export async function picksUp({ room }: Pick<JobContext, "room">, { identity }: Caller): Promise<boolean> {
  const active = { room, identity, attribute: "sip.callStatus", value: "active" };
  return waitForParticipantAttribute(active).then(
    () => true,
    () => false,
  );
}

/**
 * Whether the call was over before its agent came: its room was removed, as after a dial that failed, and the agent's
 * coming made another of that name, which nobody else comes into.
 */
async function isRemade({ room, job }: Pick<JobContext, "room" | "job">): Promise<boolean> {
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
    // LiveKit's own way to tell: only a call that came in went through a rule.
    direction: value("sip.ruleID") ? "inbound" : "outbound",
    participant: { isSip: true, attributes },
  };
}
