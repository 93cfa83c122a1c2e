import { log, voice } from "@livekit/agents";
import { readSettings } from "../worker/settings.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";
import {
  type CallFailure,
  type CallSoFar,
  type Line,
  type RecordingFile,
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
 * Keeps the record of a call while it is on, in a file that outlives the process, and closes it when the job ends. The
 * worker's own process logs and sends it; where there is none, as in the console, the call logs it.
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

  /** Who is on the phone. */
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

  /** Who answers. */
  agent({ agentId, persona }: { readonly agentId: string; readonly persona: Persona }): void {
    this.#persona = persona;
    this.#note({ agentId, ...(persona.transcript && { transcript: [] }) });
  }

  /** Follows a conversation. */
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

  /** From now on both hear each other. */
  answered(): void {
    this.#note({ answeredAt: new Date().toISOString() });
  }

  /** The call is being recorded. */
  recorded(recording: RecordingFile): void {
    this.#note({ recording });
  }

  /** Something failed, described without secrets. */
  failed(failure: CallFailure): void {
    this.#note({ failures: [...this.#call.failures, failure] });
  }

  /** The call cannot go on. */
  broke(error: unknown): void {
    const said = error instanceof Error ? error.message : String(error);
    this.failed({ part: "call", message: withoutCredentials(said, secretsIn(this.#env)) });
  }

  /** Why and when the call ends; the first reason counts. */
  ends(endReason: EndReason): void {
    if (this.#call.endReason === undefined) this.#note({ endReason, endedAt: new Date().toISOString() });
  }

  /** Closes the record, once. */
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

  #said(speaker: Line["speaker"], text: string, at: Date): void {
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

  /** A disk that is full does not end a call. */
  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      log().error({ error, jobId: this.#call.jobId }, "The call's record cannot be written");
    }
  }
}
