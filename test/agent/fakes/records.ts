import { newCall, recordOf } from "../../../agent/call/call-record.js";
import { type EndedFile, type OpenFile, recordPath, type Stage, writeRecord } from "../../../agent/call/record-file.js";
import type { Spool } from "../../../agent/worker/spool.js";

/** When the tests' calls begin. */
export const BEGUN = new Date("2026-11-28T20:00:00Z");

/** A receiver on loopback, whose secret is in the variable HOOK. */
export const afterCall = (port: number, path = "/end") => ({
  ...{ url: `http://127.0.0.1:${port}${path}`, secretEnv: "HOOK", allowPrivate: true },
});

/** An active call. */
export function openCall(jobId: string, changes: Partial<OpenFile> = {}): OpenFile {
  const call = { ...newCall(jobId, `call-_${jobId}`, BEGUN), callId: `SCL_${jobId}` };
  return { call, redact: false, afterCall: afterCall(1), ...changes };
}

/** A call whose caller has hung up. */
export function endedCall(jobId: string, changes: Partial<OpenFile> = {}, at = new Date()): EndedFile {
  const file = openCall(jobId, changes);
  return { ...file, call: recordOf(file.call, "caller-hung-up", at) };
}

/** Puts a record into a spool. */
export function put(spool: Spool, stage: Stage, file: OpenFile | EndedFile): void {
  writeRecord(recordPath(spool.folder, file.call.jobId, stage), file);
}
