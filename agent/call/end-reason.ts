import { voice } from "@livekit/agents";

/**
 * Why a call ended.
 *
 * - `caller-hung-up`, `agent-hung-up`, `transferred`: the conversation ended
 * - `voicemail`: voicemail picked up
 * - `silence`, `time-limit`: a setting of the persona ended the call
 * - `failure`: something failed; see the log
 * - `no-agent`: no agent is configured for the number
 * - `nobody-there`: the caller left before the agent joined
 * - `nobody-picked-up`: an outbound call was not answered
 * - `worker-stopped`: the worker stopped during the call
 * - `process-died`: the call's process ended, for example because it ran out of memory
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

/** The end reason for a session's close reason. Only the `end_call` tool closes a session without one of LiveKit's reasons. */
export function endReasonOf(reason: voice.ShutdownReason): EndReason {
  if (reason === voice.CloseReason.PARTICIPANT_DISCONNECTED) return "caller-hung-up";
  if (reason === voice.CloseReason.JOB_SHUTDOWN) return "worker-stopped";
  return reason === voice.CloseReason.ERROR ? "failure" : "agent-hung-up";
}
