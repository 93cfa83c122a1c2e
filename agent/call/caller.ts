import { type JobContext, waitForParticipant, waitForParticipantAttribute } from "@livekit/agents";
import { ParticipantKind, type RemoteParticipant } from "@livekit/rtc-node";
import type { Call } from "../routing/routing.js";

/** Who calls is in the room before its agent is; who is called may still be on the way. */
const WAIT_MS = { called: 10_000, calling: 1_500 };

/** What is on the other end of the line. */
export interface Caller {
  readonly identity: string;
  /** `sip.phoneNumber`: who calls, or who was called. */
  readonly number: string | undefined;
  readonly direction: "inbound" | "outbound";
  readonly participant: NonNullable<Call["participant"]>;
}

/**
 * Waits for whoever is on the phone.
 *
 * @param isExpected whether the agent was sent here by name, as it is for a call out
 * @returns undefined when nobody comes
 */
export async function callerOf(
  ctx: Pick<JobContext, "room" | "job">,
  isExpected: boolean,
): Promise<Caller | undefined> {
  const over = new AbortController();
  void isRemade(ctx).then((remade) => remade && over.abort());
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(isExpected ? WAIT_MS.called : WAIT_MS.calling)]);
  try {
    return describe(await waitForParticipant({ room: ctx.room, kind: ParticipantKind.SIP, signal }));
  } catch (error) {
    if (signal.aborted || !ctx.room.isConnected) return undefined;
    throw error;
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
