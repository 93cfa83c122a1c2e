import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeLogger, type RunningJobInfo } from "@livekit/agents";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { CallProcesses, type LostCall, NOTE } from "../../agent/worker/call-processes.js";

let folder: string;
let program: string;
let jobs: RunningJobInfo[];
let lost: LostCall[];
let processes: CallProcesses;

beforeAll(() => {
  initializeLogger({ pretty: false, level: "silent" });
  folder = mkdtempSync(join(tmpdir(), "arkenos-processes-"));
  program = join(folder, "job.mjs");
  // Sends the given messages, then ends as requested.
  writeFileSync(
    program,
    `const [messages, end] = process.argv.slice(2).map((text) => JSON.parse(text));
     for (const message of messages) await new Promise((sent) => process.send(message, sent));
     if (end === null) process.on("message", (ping) => process.send(ping));
     else if (typeof end === "number") process.exit(end);
     else process.kill(process.pid, end);`,
  );
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  jobs = [job("AJ_1", "call-1"), job("AJ_2", "call-2")];
  lost = [];
  processes = new CallProcesses(
    () => jobs,
    (call) => lost.push(call),
  );
});
afterEach(() => {
  processes.close();
  vi.useRealTimers();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function job(id: string, room: string): RunningJobInfo {
  return { job: { id, room: { name: room } } } as RunningJobInfo;
}

/** Runs a process to its end, as LiveKit runs a job's: it leaves the list as soon as it has exited. */
async function run(jobId: string, notes: readonly object[], end: number | NodeJS.Signals): Promise<void> {
  const messages = [{ case: "initializeResponse" }, ...notes.map((value) => ({ case: NOTE, value }))];
  const child = fork(program, [JSON.stringify(messages), JSON.stringify(end)]);
  await once(child, "exit");
  jobs = jobs.filter((running) => running.job.id !== jobId);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

const first = { jobId: "AJ_1", room: "call-1" };

it("reports a process that was killed, with all its notes", async () => {
  await run("AJ_1", [first, { phone: { phoneNumber: "…77" } }, { agentId: "reception" }], "SIGKILL");
  expect(lost).toEqual([
    { ...first, phone: { phoneNumber: "…77" }, agentId: "reception", exitCode: null, signal: "SIGKILL" },
  ]);
});

it("reports a process that exited before its call ended, whatever its exit code", async () => {
  await run("AJ_1", [first], 134);
  await run("AJ_2", [{ jobId: "AJ_2", room: "call-2" }], 0);
  expect(lost).toEqual([
    { ...first, exitCode: 134, signal: null },
    { jobId: "AJ_2", room: "call-2", exitCode: 0, signal: null },
  ]);
});

it("identifies the call of a process that exited before its first note, and ignores the others", async () => {
  await run("AJ_2", [], "SIGSEGV");
  expect(lost).toEqual([{ jobId: "AJ_2", room: "call-2", exitCode: null, signal: "SIGSEGV" }]);
});

it("ignores a call that is over, and a process without a call", async () => {
  await run("AJ_1", [first, { isOver: true }], "SIGKILL");
  await run("", [], 1);
  expect(lost).toEqual([]);
});

it("kills only a process whose call has not responded for fifteen seconds", async () => {
  const start = async (notes: object[]) => {
    const child = fork(program, [JSON.stringify(notes.map((value) => ({ case: NOTE, value }))), "null"]);
    for (const _ of notes) await once(child, "message");
    return child;
  };
  const hanging = await start([first]);
  const waiting = await start([{}]);
  const well = await start([{ jobId: "AJ_2", room: "call-2" }]);
  for (let tick = 0; tick < 5; tick++) vi.advanceTimersByTime(2_500);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lost).toEqual([]);
  well.send("ping");
  await once(well, "message");
  const gone = once(hanging, "exit");
  vi.advanceTimersByTime(2_500);
  await gone;
  expect(lost).toEqual([{ ...first, exitCode: null, signal: "SIGKILL" }]);
  expect([waiting, well].map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([null, null]);
  for (const child of [waiting, well]) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});
