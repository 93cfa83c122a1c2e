import { log, voice } from "@livekit/agents";
import { readSettings } from "../worker/settings.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";
import {
  type CallFailure,
  type CallSoFar,
  type RecordingFile,
  type TranscriptLine,
  loggable,
  newCall,
  recordOf,
} from "./call-record.js";
import type { EndReason } from "./end-reason.js";
import { callIdOf, numbersOf } from "./facts.js";
import type { CallContext, Environment } from "./call-context.js";
import type { Caller } from "./caller.js";
import type { Persona } from "../contract/persona.js";
import { jobMetadata } from "./metadata-vars.js";
import { RECORDS, recordPath, removeRecord, writeRecord } from "./record-file.js";
import { shownNumber } from "./redaction.js";

/**
 * Writes the record of an active call to a file that outlives the process, and completes it when the job ends. The
 * worker's main process logs and sends it. In the console, which has no such process, the recorder logs it.
 */
export class CallRecorder {
  readonly #env: Environment;
  readonly #redact: boolean;
  #call: CallSoFar;
  #persona: Persona | undefined;
  #session: voice.AgentSession | undefined;
  #isClosed = false;

  constructor({ job }: Pick<CallContext, "job">, env: Environment) {
    this.#env = env;
    this.#redact = readSettings(env).redactCallers;
    this.#call = newCall(job.id, job.room?.name ?? "", new Date());
    const { metadata } = jobMetadata(job);
    this.#note(metadata === undefined ? {} : { metadata });
  }

  /** Records the caller. */
  caller(call: { readonly ctx: Pick<CallContext, "job">; readonly caller: Caller | undefined }): void {
    const { caller } = call;
    if (caller === undefined) return;
    const { callerNumber, calledNumber } = numbersOf(caller);
    const theirs = (number: string) => shownNumber(number, this.#redact);
    const isInbound = caller.direction === "inbound";
    this.#note({
      ...{ callId: callIdOf(call), direction: caller.direction },
      ...(callerNumber && { callerNumber: isInbound ? theirs(callerNumber) : callerNumber }),
      ...(calledNumber && { calledNumber: isInbound ? calledNumber : theirs(calledNumber) }),
    });
  }

  /** Records the agent. */
  agent({ agentId, persona }: { readonly agentId: string; readonly persona: Persona }): void {
    this.#persona = persona;
    this.#note({ agentId, ...(persona.transcript && { transcript: [] }) });
  }

  /** Records the turns and tool calls of a session. */
  follow(session: voice.AgentSession): void {
    this.#session = session;
    const { ConversationItemAdded, FunctionToolsExecuted } = voice.AgentSessionEventTypes;
    session.on(ConversationItemAdded, ({ item, createdAt }) => {
      if (item.type !== "message" || (item.role !== "user" && item.role !== "assistant")) return;
      this.#said(item.role === "user" ? "caller" : "agent", item.textContent ?? "", new Date(createdAt));
    });
    session.on(FunctionToolsExecuted, (event) => {
      const used = voice.zipFunctionCallsAndOutputs(event).map(([{ name }, output]) => ({
        name,
        outcome: output?.isError ? ("failed" as const) : ("ok" as const),
      }));
      this.#note({ tools: [...this.#call.tools, ...used] });
    });
  }

  /** Records that the call was answered. */
  answered(): void {
    this.#note({ answeredAt: new Date().toISOString() });
  }

  /** Records the location of the recording. */
  recorded(recording: RecordingFile): void {
    this.#note({ recording });
  }

  /** Adds a failure, whose message must not contain secrets. */
  failed(failure: CallFailure): void {
    this.#note({ failures: [...this.#call.failures, failure] });
  }

  /** Adds the error that ends the call. */
  broke(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.failed({ part: "call", message: withoutCredentials(message, secretsIn(this.#env)) });
  }

  /** Records why and when the call ends. Only the first reason counts. */
  ends(endReason: EndReason): void {
    if (this.#call.endReason === undefined) this.#note({ endReason, endedAt: new Date().toISOString() });
  }

  /** Completes the record. Later calls have no effect. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const usage = this.#session?.usage.modelUsage ?? [];
    const record = recordOf({ ...this.#call, usage }, "worker-stopped", new Date());
    const folder = this.#env[RECORDS];
    if (folder === undefined) return log().info(loggable(record, this.#redact), "Call ended");
    this.#write(() => {
      writeRecord(recordPath(folder, record.jobId, "ended"), this.#kept(record));
      removeRecord(recordPath(folder, record.jobId, "open"));
    });
  }

  #said(speaker: TranscriptLine["speaker"], text: string, at: Date): void {
    const { turns, transcript } = this.#call;
    this.#note({
      turns: { ...turns, [speaker]: turns[speaker] + 1 },
      ...(transcript && { transcript: [...transcript, { speaker, text, at: at.toISOString() }] }),
    });
  }

  #note(more: Partial<CallSoFar>): void {
    this.#call = { ...this.#call, ...more };
    const folder = this.#env[RECORDS];
    if (folder === undefined || this.#isClosed) return;
    this.#write(() => writeRecord(recordPath(folder, this.#call.jobId, "open"), this.#kept(this.#call)));
  }

  #kept<Call extends CallSoFar>(call: Call) {
    const { afterCall } = this.#persona ?? {};
    return { call, redact: this.#redact, ...(afterCall && { afterCall }) };
  }

  /** A full disk must not end the call. */
  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      log().error({ error, jobId: this.#call.jobId }, "The call's record cannot be written");
    }
  }
}
