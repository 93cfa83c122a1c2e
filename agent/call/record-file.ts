import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Webhook } from "../contract/webhook.js";
import type { CallRecord, CallSoFar } from "./call-record.js";

/** Environment variable that passes the worker's folder of call records to its job processes. */
export const RECORDS = "ARKENOS_RECORDS_FOLDER";

/** State of a record: its call is active, it is not logged yet, or it is not sent yet. */
export type Stage = "open" | "ended" | "unsent";

/** The content of a record's file. */
interface RecordFile<Call> {
  readonly call: Call;
  /** Whether to keep the transcript out of the log. */
  readonly redact: boolean;
  /** Webhook that receives the record. */
  readonly afterCall?: Webhook;
}

/** The file of an active call. */
export type OpenFile = RecordFile<CallSoFar>;
/** The file of a finished call. */
export type EndedFile = RecordFile<CallRecord>;

/** The path of a call's record. */
export function recordPath(folder: string, jobId: string, stage: Stage): string {
  // LiveKit's ids consist of letters, digits and _; anything else could leave the folder.
  return join(folder, `${jobId.replace(/[^\w-]/g, "_")}.${stage}.json`);
}

/** Writes a record atomically. */
export function writeRecord(path: string, file: OpenFile | EndedFile): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Reads a record; undefined if it is gone or corrupt. */
export function readRecord<File extends OpenFile | EndedFile>(path: string): File | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as File;
  } catch {
    return undefined;
  }
}

/** Removes a record if it exists. */
export function removeRecord(path: string): void {
  rmSync(path, { force: true });
}
