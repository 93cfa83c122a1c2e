import type { voice } from "@livekit/agents";
import type { ModelFailure } from "../models/model-failure.js";
import type { EndReason } from "./end-reason.js";

/** A tool that the model called; what it was given and what it answered may be the caller's, so it is not kept. */
export interface ToolUse {
  readonly name: string;
  readonly outcome: "ok" | "failed";
}

/** Something that was said. */
export interface Line {
  readonly speaker: "caller" | "agent";
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What went wrong in a call: a model, or, with the part `call`, anything else. */
export type CallFailure = Omit<ModelFailure, "model"> & Partial<Pick<ModelFailure, "model">>;

/** Where a call's recording is. */
export interface RecordingFile {
  /** Its path in the storage. */
  readonly file: string;
  /** LiveKit's id of the recording, `EG_…`. */
  readonly egressId: string;
}

/** What is known of a call so far. */
export interface CallSoFar {
  /** LiveKit's id of the call, `SCL_…`; the job's where no phone came. */
  readonly callId: string;
  /** LiveKit's id of the agent's job, `AJ_…`. */
  readonly jobId: string;
  readonly room: string;
  /** Who answered; absent where nobody did. */
  readonly agentId?: string;
  readonly direction?: "inbound" | "outbound";
  /** Who called, in E.164; with redaction, only the last two digits of a number that is not the stack's. */
  readonly callerNumber?: string;
  /** Who was called; redacted in the same way. */
  readonly calledNumber?: string;
  /** When the worker took the call, ISO 8601. */
  readonly begunAt: string;
  /** When the agent and the caller could hear each other; absent where they never did. */
  readonly answeredAt?: string;
  /** How often each of them spoke. */
  readonly turns: { readonly caller: number; readonly agent: number };
  readonly tools: readonly ToolUse[];
  /** What each model was used for, as LiveKit counts it: tokens, characters, milliseconds. */
  readonly usage: voice.AgentSessionUsage["modelUsage"];
  readonly failures: readonly CallFailure[];
  /** What was said, where the persona has `transcript: true`. */
  readonly transcript?: readonly Line[];
  /** The recording, where there is one. */
  readonly recording?: RecordingFile;
  /** The `metadata` that came with a call out. */
  readonly metadata?: unknown;
  readonly endedAt?: string;
  readonly endReason?: EndReason;
}

/** The record of a call that has ended. */
export interface CallRecord extends CallSoFar {
  readonly endedAt: string;
  /** Whole seconds from the answer to the end; 0 for a call that was not answered. */
  readonly seconds: number;
  readonly endReason: EndReason;
}

/** What every call begins as. */
export function newCall(jobId: string, room: string, begunAt: Date): CallSoFar {
  const none = { turns: { caller: 0, agent: 0 }, tools: [], usage: [], failures: [] };
  return { callId: jobId, jobId, room, begunAt: begunAt.toISOString(), ...none };
}

/**
 * The record of a call, from what is known of it.
 *
 * @param reason why it ended, unless that is known already
 */
export function recordOf(call: CallSoFar, reason: EndReason, now: Date): CallRecord {
  const { endedAt = now.toISOString(), endReason = reason, answeredAt } = call;
  const milliseconds = answeredAt === undefined ? 0 : Date.parse(endedAt) - Date.parse(answeredAt);
  return { ...call, endedAt, endReason, seconds: Math.max(0, Math.round(milliseconds / 1000)) };
}

/** A record as it may stand in the log: with redaction, nothing that was said is in it. */
export function loggable({ metadata: _, transcript, ...record }: CallRecord, redact: boolean): object {
  return redact || transcript === undefined ? record : { ...record, transcript };
}
