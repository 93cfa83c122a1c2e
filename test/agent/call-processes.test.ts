import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningJobInfo } from "@livekit/agents";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { CallProcesses, type LostCall, NOTE } from "../../agent/worker/call-processes.js";

let folder: string;
let program: string;
let jobs: RunningJobInfo[];
let lost: LostCall[];
let processes: CallProcesses;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "arkenos-processes-"));
  program = join(folder, "job.mjs");
  // Sends what it is given, then ends as it is told.
  writeFileSync(
    program,
    `const [messages, end] = process.argv.slice(2).map((text) => JSON.parse(text));
     for (const message of messages) await new Promise((sent) => process.send(message, sent));
     if (typeof end === "number") process.exit(end);
     process.kill(process.pid, end);`,
  );
});
beforeEach(() => {
  jobs = [job("AJ_1", "call-1"), job("AJ_2", "call-2")];
  lost = [];
  processes = new CallProcesses(
    () => jobs,
    (call) => lost.push(call),
  );
});
afterEach(() => processes.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function job(id: string, room: string): RunningJobInfo {
  return { job: { id, room: { name: room } } } as RunningJobInfo;
}

/** Runs a process to its end, as LiveKit runs a job's: off the list as soon as it is gone. */
async function run(jobId: string, notes: readonly object[], end: number | NodeJS.Signals): Promise<void> {
  const messages = [{ case: "initializeResponse" }, ...notes.map((value) => ({ case: NOTE, value }))];
  const child = fork(program, [JSON.stringify(messages), JSON.stringify(end)]);
  await once(child, "exit");
  jobs = jobs.filter((running) => running.job.id !== jobId);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

const first = { jobId: "AJ_1", room: "call-1" };

it("tells of a process that was killed, with all that it noted", async () => {
  await run("AJ_1", [first, { phone: { phoneNumber: "…77" } }, { agentId: "reception" }], "SIGKILL");
  expect(lost).toEqual([
    { ...first, phone: { phoneNumber: "…77" }, agentId: "reception", exitCode: null, signal: "SIGKILL" },
  ]);
});

it("tells of a process that ended by itself before its call, whatever its exit code", async () => {
  await run("AJ_1", [first], 134);
  await run("AJ_2", [{ jobId: "AJ_2", room: "call-2" }], 0);
  expect(lost).toEqual([
    { ...first, exitCode: 134, signal: null },
    { jobId: "AJ_2", room: "call-2", exitCode: 0, signal: null },
  ]);
});

it("knows the call of a process that ended before its first note, and leaves the others alone", async () => {
  await run("AJ_2", [], "SIGSEGV");
  expect(lost).toEqual([{ jobId: "AJ_2", room: "call-2", exitCode: null, signal: "SIGSEGV" }]);
});

it("says nothing of a call that is over, or of a process without a call", async () => {
  await run("AJ_1", [first, { isOver: true }], "SIGKILL");
  await run("", [], 1);
  expect(lost).toEqual([]);
});
