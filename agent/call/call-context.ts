import type { JobContext } from "@livekit/agents";

/** The parts of a job that a call uses. */
export type CallContext = Pick<
  JobContext,
  "room" | "job" | "info" | "isFakeJob" | "connect" | "addShutdownCallback" | "deleteRoom" | "shutdown"
>;

/** The worker's environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
