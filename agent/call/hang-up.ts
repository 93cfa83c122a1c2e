import { type JobContext, voice } from "@livekit/agents";
import { note } from "./call-note.js";
import { type EndReason, endReasonOf } from "./end-reason.js";

type Ending = Pick<JobContext, "job" | "addShutdownCallback" | "deleteRoom" | "shutdown">;

/** The part of a call's record that ends with the call. */
interface EndingRecord {
  ends(reason: EndReason): void;
  close(): void;
}

/** Ends a call. Only the first reason counts, and later callers wait for the same end. */
export type HangUp = (reason: EndReason) => Promise<void>;

/**
 * Ends a call by deleting the room, which is the only way to hang up the phone, and then shutting down the job, which
 * does not end on its own (livekit/agents-js#927).
 */
export function hangUpOf(ctx: Ending, record: EndingRecord): HangUp {
  let end: Promise<void> | undefined;
  const hangUp: HangUp = (reason) => {
    record.ends(reason);
    return (end ??= endCall(ctx, reason));
  };
  // However the job ends, no caller may be left in a silent room.
  ctx.addShutdownCallback(() => hangUp("worker-stopped"));
  ctx.addShutdownCallback(async () => record.close());
  return hangUp;
}

/** Hangs up when a session closes. */
export function hangUpAfter(session: voice.AgentSession, hangUp: HangUp): void {
  session.on(voice.AgentSessionEventTypes.Close, ({ reason }) => void hangUp(endReasonOf(reason)));
}

async function endCall(ctx: Ending, reason: EndReason): Promise<void> {
  // ctx.room has no name before it is connected; the job always has it.
  await ctx.deleteRoom(ctx.job.room?.name);
  note({ isOver: true });
  ctx.shutdown(reason);
}
