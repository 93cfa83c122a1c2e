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

/** More jobs than have a process at once. */
const MOST_SETTLED = 1_000;

/** As much of a job as a record needs. */
export type JobFacts = Pick<RunningJobInfo["job"], "id" | "room">;

/**
 * The records of a worker's calls, from the end of each: one line in the log, and a place in the queue of its receiver.
 * A call whose process died has one too.
 */
export class CallRecords {
  readonly #spool: Spool;
  readonly #jobs: () => readonly JobFacts[];
  /** What the worker itself knows of the jobs that had a process when it last looked. */
  readonly #seen = new Map<string, CallSoFar>();
  /** Jobs that have had their line; they may still have a process. */
  readonly #settled = new Set<string>();

  /** @param jobs the jobs that have a process */
  constructor(spool: Spool, jobs: () => readonly JobFacts[]) {
    this.#spool = spool;
    this.#jobs = jobs;
  }

  /** Takes over what workers have left that are gone; their calls ended with them. */
  adopt(): void {
    const count = this.#spool.adopt();
    if (count === 0) return;
    log().info({ records: count }, "Took over the call records of a worker that is gone");
    const jobs = new Set(this.#jobs().map(({ id }) => id));
    for (const jobId of this.#spool.jobs("open")) if (!jobs.has(jobId)) this.#finish(jobId, "worker-stopped");
  }

  /** Logs each call that has ended since the last look. */
  look(): void {
    // Before and after the folder is read, for a job may begin or end meanwhile.
    const before = this.#jobs();
    for (const jobId of this.#spool.jobs("ended")) this.#close(jobId);
    const open = this.#spool.jobs("open");
    const jobs = new Set([...before, ...this.#jobs()].map(({ id }) => id));
    for (const jobId of open) if (!jobs.has(jobId)) this.#finish(jobId, "process-died");
    for (const [id, call] of this.#seen) {
      if (jobs.has(id)) continue;
      this.#seen.delete(id);
      // Its process did not live long enough to write a word.
      if (!this.#settled.has(id)) this.#settle({ call: recordOf(call, "process-died", new Date()), redact: true });
    }
    for (const { id, room } of before)
      if (!this.#seen.has(id)) this.#seen.set(id, newCall(id, room?.name ?? "", new Date()));
  }

  /** Closes the record of a job whose process did not. */
  #finish(jobId: string, reason: EndReason): void {
    // It may have closed it in the same moment.
    if (this.#close(jobId)) return;
    const path = recordPath(this.#spool.folder, jobId, "open");
    const file = readRecord<OpenFile>(path);
    removeRecord(path);
    if (file !== undefined) this.#settle({ ...file, call: recordOf(file.call, reason, new Date()) });
  }

  /** @returns whether the job had closed its record */
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
