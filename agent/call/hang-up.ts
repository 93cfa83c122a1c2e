import { type JobContext, voice } from "@livekit/agents";
import { note } from "./call-note.js";
import { type EndReason, endReasonOf } from "./end-reason.js";

type Ending = Pick<JobContext, "job" | "addShutdownCallback" | "deleteRoom" | "shutdown">;

/** A record that is told of the end of its call. */
interface EndingRecord {
  ends(reason: EndReason): void;
  close(): void;
}

/** Ends a call, once: everyone who asks waits for the same end, and the first reason counts. */
export type HangUp = (reason: EndReason) => Promise<void>;

/**
 * How a call ends: the room is deleted, for nothing else hangs up the phone; then the job ends, for nothing
 * else ends the job (livekit/agents-js#927).
 */
export function hangUpOf(ctx: Ending, record: EndingRecord): HangUp {
  let end: Promise<void> | undefined;
  const hangUp: HangUp = (reason) => {
    record.ends(reason);
    return (end ??= endCall(ctx, reason));
  };
  // However the job ends, nobody is left in a silent room.
  ctx.addShutdownCallback(() => hangUp("worker-stopped"));
  ctx.addShutdownCallback(async () => record.close());
  return hangUp;
}

/** Hangs up when a session closes. */
export function hangUpAfter(session: voice.AgentSession, hangUp: HangUp): void {
  session.on(voice.AgentSessionEventTypes.Close, ({ reason }) => void hangUp(endReasonOf(reason)));
}

async function endCall(ctx: Ending, reason: EndReason): Promise<void> {
  // A room has no name here before it is connected, and a job always knows it.
  await ctx.deleteRoom(ctx.job.room?.name);
  note({ isOver: true });
  ctx.shutdown(reason);
}
