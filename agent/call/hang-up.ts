import type { JobContext } from "@livekit/agents";

type Ending = Pick<JobContext, "job" | "addShutdownCallback" | "deleteRoom" | "shutdown">;

/** Ends a call, once; everybody who asks waits for the same end. */
export type HangUp = (reason: string) => Promise<void>;

/**
 * How a call ends: the room goes, for nothing else hangs up the phone; then the job goes, for nothing
 * else ends the job (livekit/agents-js#927).
 */
export function hangUpOf(ctx: Ending): HangUp {
  let end: Promise<void> | undefined;
  const hangUp: HangUp = (reason) => (end ??= endCall(ctx, reason));
  // However the job ends, nobody is left in a silent room.
  ctx.addShutdownCallback(() => hangUp("the job ended"));
  return hangUp;
}

async function endCall(ctx: Ending, reason: string): Promise<void> {
  // A room has no name here before it is connected, and a job always knows it.
  await ctx.deleteRoom(ctx.job.room?.name);
  ctx.shutdown(reason);
}
