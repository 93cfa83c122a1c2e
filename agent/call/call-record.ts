import type { voice } from "@livekit/agents";
import type { ModelFailure } from "../models/model-failure.js";
import type { EndReason } from "./end-reason.js";

/** A tool call of the model. Arguments and results may be personal, so they are not recorded. */
export interface ToolUse {
  readonly name: string;
  readonly outcome: "ok" | "failed";
}

/** An utterance of the transcript. */
export interface TranscriptLine {
  readonly speaker: "caller" | "agent";
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A failure during a call: of a model, or of anything else with the part `call`. */
export type CallFailure = Omit<ModelFailure, "model"> & Partial<Pick<ModelFailure, "model">>;

/** Location of a call's recording. */
export interface RecordingFile {
  /** Path in the storage. */
  readonly file: string;
  /** LiveKit's id of the egress, `EG_…`. */
  readonly egressId: string;
}

/** What is known about a call so far. */
export interface CallSoFar {
  /** LiveKit's id of the call, `SCL_…`; the job's id if there is no SIP participant. */
  readonly callId: string;
  /** LiveKit's id of the agent's job, `AJ_…`. */
  readonly jobId: string;
  readonly room: string;
  /** Id of the agent; absent if no agent was selected. */
  readonly agentId?: string;
  readonly direction?: "inbound" | "outbound";
  /** Number that placed the call, in E.164. With redaction, only the last two digits unless it is the stack's. */
  readonly callerNumber?: string;
  /** Number that was called, redacted in the same way. */
  readonly calledNumber?: string;
  /** When the worker accepted the call, ISO 8601. */
  readonly begunAt: string;
  /** When the agent and the caller could first hear each other; absent if the call was not answered. */
  readonly answeredAt?: string;
  /** Number of turns of each side. */
  readonly turns: { readonly caller: number; readonly agent: number };
  readonly tools: readonly ToolUse[];
  /** LiveKit's usage of each model: tokens, characters, milliseconds. */
  readonly usage: voice.AgentSessionUsage["modelUsage"];
  readonly failures: readonly CallFailure[];
  /** The transcript, if the persona has `transcript: true`. */
  readonly transcript?: readonly TranscriptLine[];
  /** The recording, if there is one. */
  readonly recording?: RecordingFile;
  /** The `metadata` passed to `dial`, in outbound calls. */
  readonly metadata?: unknown;
  readonly endedAt?: string;
  readonly endReason?: EndReason;
}

/** The record of a finished call. */
export interface CallRecord extends CallSoFar {
  readonly endedAt: string;
  /** Whole seconds from the answer to the end; 0 if the call was not answered. */
  readonly seconds: number;
  readonly endReason: EndReason;
}

/** The record of a call that has just started. */
export function newCall(jobId: string, room: string, begunAt: Date): CallSoFar {
  const none = { turns: { caller: 0, agent: 0 }, tools: [], usage: [], failures: [] };
  return { callId: jobId, jobId, room, begunAt: begunAt.toISOString(), ...none };
}

/**
 * Completes the record of a call.
 *
 * @param reason why it ended, unless the record already has a reason
 */
export function recordOf(call: CallSoFar, reason: EndReason, now: Date): CallRecord {
  const { endedAt = now.toISOString(), endReason = reason, answeredAt } = call;
  const milliseconds = answeredAt === undefined ? 0 : Date.parse(endedAt) - Date.parse(answeredAt);
  return { ...call, endedAt, endReason, seconds: Math.max(0, Math.round(milliseconds / 1000)) };
}

/** A record for the log: without metadata and, with redaction, without the transcript. */
export function loggable({ metadata: _, transcript, ...record }: CallRecord, redact: boolean): object {
  return redact || transcript === undefined ? record : { ...record, transcript };
}
