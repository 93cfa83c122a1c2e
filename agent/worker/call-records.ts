import { renameSync } from "node:fs";
import { log, type RunningJobInfo } from "@livekit/agents";
import { type CallSoFar, loggable, newCall, recordOf } from "../call/call-record.js";
import type { EndReason } from "../call/end-reason.js";
import {
  type EndedFile,
  type OpenFile,
  readRecord,
  recordPath,
  removeRecord,
  writeRecord,
} from "../call/record-file.js";
import type { Spool } from "./spool.js";

/** Number of logged jobs to remember; more than can have a process at once. */
const MOST_SETTLED = 1_000;

/** The parts of a job that a record uses. */
export type JobFacts = Pick<RunningJobInfo["job"], "id" | "room">;

/**
 * The records of a worker's finished calls. Logs one line per call and queues the record for its webhook, even if the
 * call's process died.
 */
export class CallRecords {
  readonly #spool: Spool;
  readonly #jobs: () => readonly JobFacts[];
  /** Minimal records of the jobs that had a process at the last scan. */
  readonly #seen = new Map<string, CallSoFar>();
  /** Jobs that are already logged; they may still have a process. */
  readonly #settled = new Set<string>();

  /** @param jobs returns the jobs that have a process */
  constructor(spool: Spool, jobs: () => readonly JobFacts[]) {
    this.#spool = spool;
    this.#jobs = jobs;
  }

  /** Takes over the records of stopped workers, whose calls have ended. */
  adopt(): void {
    const count = this.#spool.adopt();
    if (count === 0) return;
    log().info({ records: count }, "Took over the call records of a stopped worker");
    const jobs = new Set(this.#jobs().map(({ id }) => id));
    for (const jobId of this.#spool.jobs("open")) if (!jobs.has(jobId)) this.#finish(jobId, "worker-stopped");
  }

  /** Logs the calls that have ended since the last scan. */
  scan(): void {
    // List the jobs before and after reading the folder, because a job may start or end in between.
    const before = this.#jobs();
    for (const jobId of this.#spool.jobs("ended")) this.#close(jobId);
    const open = this.#spool.jobs("open");
    const jobs = new Set([...before, ...this.#jobs()].map(({ id }) => id));
    for (const jobId of open) if (!jobs.has(jobId)) this.#finish(jobId, "process-died");
    for (const [id, call] of this.#seen) {
      if (jobs.has(id)) continue;
      this.#seen.delete(id);
      // Its process died before it wrote a record.
      if (!this.#settled.has(id)) this.#settle({ call: recordOf(call, "process-died", new Date()), redact: true });
    }
    for (const { id, room } of before)
      if (!this.#seen.has(id)) this.#seen.set(id, newCall(id, room?.name ?? "", new Date()));
  }

  /** Completes the record of a job whose process did not. */
  #finish(jobId: string, reason: EndReason): void {
    // The process may have completed it in the meantime.
    if (this.#close(jobId)) return;
    const path = recordPath(this.#spool.folder, jobId, "open");
    const file = readRecord<OpenFile>(path);
    removeRecord(path);
    if (file !== undefined) this.#settle({ ...file, call: recordOf(file.call, reason, new Date()) });
  }

  /** @returns whether the job had completed its record */
  #close(jobId: string): boolean {
    const path = recordPath(this.#spool.folder, jobId, "ended");
    const file = readRecord<EndedFile>(path);
    if (file === undefined) return false;
    removeRecord(recordPath(this.#spool.folder, jobId, "open"));
    const unsent = recordPath(this.#spool.folder, jobId, "unsent");
    if (file.afterCall === undefined) removeRecord(path);
    else renameSync(path, unsent);
    this.#log(file);
    return true;
  }

  #settle(file: EndedFile): void {
    if (file.afterCall !== undefined) writeRecord(recordPath(this.#spool.folder, file.call.jobId, "unsent"), file);
    this.#log(file);
  }

  #log({ call, redact }: EndedFile): void {
    this.#settled.add(call.jobId);
    const [oldest = ""] = this.#settled;
    if (this.#settled.size > MOST_SETTLED) this.#settled.delete(oldest);
    log().info(loggable(call, redact), "Call ended");
  }
}
