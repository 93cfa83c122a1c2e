import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Webhook } from "../contract/webhook.js";
import type { CallRecord, CallSoFar } from "./call-record.js";

/** Tells the processes of calls where the worker keeps the records of its calls. */
export const RECORDS = "ARKENOS_RECORDS_FOLDER";

/** Where a record is: its call is on, it waits for its line in the log, or it waits for its receiver. */
export type Stage = "open" | "ended" | "unsent";

/** What is kept of a call beside its record. */
interface Kept<Call> {
  readonly call: Call;
  /** Whether the log may repeat what was said. */
  readonly redact: boolean;
  /** Who gets the record. */
  readonly afterCall?: Webhook;
}

/** A call that is on. */
export type OpenFile = Kept<CallSoFar>;
/** A call that has ended. */
export type EndedFile = Kept<CallRecord>;

/** The file of a call's record. */
export function recordPath(folder: string, jobId: string, stage: Stage): string {
  // LiveKit's ids are letters, digits and _; nothing else leads out of the folder.
  return join(folder, `${jobId.replace(/[^\w-]/g, "_")}.${stage}.json`);
}

/** Writes a record at once: who reads it finds it whole. */
export function writeRecord(path: string, file: OpenFile | EndedFile): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Reads a record; undefined where it is gone, or broken by a machine that lost its power. */
export function readRecord<File extends OpenFile | EndedFile>(path: string): File | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as File;
  } catch {
    return undefined;
  }
}

/** Removes a record, if it is there. */
export function removeRecord(path: string): void {
  rmSync(path, { force: true });
}
