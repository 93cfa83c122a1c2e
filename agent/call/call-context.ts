import type { JobContext } from "@livekit/agents";

/** As much of a job as a call needs. */
export type CallContext = Pick<
  JobContext,
  "room" | "job" | "info" | "isFakeJob" | "connect" | "addShutdownCallback" | "deleteRoom" | "shutdown"
>;

/** The worker's environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
