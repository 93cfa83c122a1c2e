import { voice } from "@livekit/agents";

/**
 * Why a call ended.
 *
 * - `caller-hung-up`, `agent-hung-up`, `transferred`: the conversation was over
 * - `voicemail`: an answering machine picked up
 * - `silence`, `time-limit`: the persona's settings ended it
 * - `failure`: something in the call failed, and the log has a line about it
 * - `no-agent`: no persona answers this number
 * - `nobody-there`: the caller had gone before the agent came
 * - `nobody-picked-up`: a call out that was not answered
 * - `worker-stopped`: the worker ended while the call was on
 * - `process-died`: the process of the call ended, out of memory for example
 */
export type EndReason =
  | "caller-hung-up"
  | "agent-hung-up"
  | "transferred"
  | "voicemail"
  | "silence"
  | "time-limit"
  | "failure"
  | "no-agent"
  | "nobody-there"
  | "nobody-picked-up"
  | "worker-stopped"
  | "process-died";

/** Why a call ended whose session closed; only the `end_call` tool closes a session without one of LiveKit's own reasons. */
export function endReasonOf(reason: voice.ShutdownReason): EndReason {
  if (reason === voice.CloseReason.PARTICIPANT_DISCONNECTED) return "caller-hung-up";
  if (reason === voice.CloseReason.JOB_SHUTDOWN) return "worker-stopped";
  return reason === voice.CloseReason.ERROR ? "failure" : "agent-hung-up";
}
