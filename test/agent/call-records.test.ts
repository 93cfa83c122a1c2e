import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { initializeLogger, log } from "@livekit/agents";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CallRecords, type JobFacts } from "../../agent/worker/call-records.js";
import { openSpool } from "../../agent/worker/record-keeper.js";
import { defaultSpool, Spool } from "../../agent/worker/spool.js";
import { endedCall as ended, openCall as open, put } from "./fakes/records.js";

let folder: string;
let spool: Spool;
let lines: [fields: Record<string, unknown>, message: string][];

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
beforeEach(() => {
  lines = [];
  folder = mkdtempSync(join(tmpdir(), "arkenos-spool-"));
  spool = new Spool(folder);
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log(), level).mockImplementation((...line: unknown[]) => void lines.push(line as never));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const waiting = (of = spool) => of.jobs("unsent");
const messages = () => lines.map(([, message]) => message);

describe("the spool", () => {
  it("of a running worker is not touched, even on a shared disk", () => {
    put(spool, "unsent", ended("AJ_1"));
    const other = new Spool(folder);
    // This process owns both; a worker on another host is recognized by its heartbeat file.
    writeFileSync(join(spool.folder, "worker.json"), JSON.stringify({ pid: 1, host: "another" }));
    expect(other.adopt()).toBe(0);
    const long = new Date(Date.now() - 61_000);
    utimesSync(join(spool.folder, "worker.json"), long, long);
    expect(other.adopt()).toBe(1);
    expect(waiting(other)).toEqual(["AJ_1"]);
    expect(existsSync(spool.folder)).toBe(false);
  });

  it("is deleted once it is empty, and keeps its records otherwise", () => {
    spool.close();
    expect(existsSync(folder)).toBe(false);
    spool = new Spool(folder);
    put(spool, "unsent", ended("AJ_1"));
    spool.close();
    expect(readdirSync(spool.folder).sort()).toEqual(["AJ_1.unsent.json", "worker.json"]);
  });

  it("is in the user's state folder by default, and elsewhere if that is not writable", () => {
    expect(defaultSpool({ XDG_STATE_HOME: "/var/state" })).toBe("/var/state/arkenos-agent/spool");
    const inState = openSpool(undefined, { XDG_STATE_HOME: folder });
    expect(inState.folder.startsWith(join(folder, "arkenos-agent", "spool"))).toBe(true);
    const elsewhere = openSpool(undefined, { XDG_STATE_HOME: "/dev/null" });
    expect(elsewhere.folder.startsWith(join(tmpdir(), "arkenos-agent-spool-"))).toBe(true);
    expect(messages()[0]).toMatch(/^\/dev\/null\/arkenos-agent\/spool is not writable, .*; set ARKENOS_SPOOL_PATH$/);
    elsewhere.close();
    expect(() => openSpool("/dev/null/spool", {})).toThrow();
  });
});

describe("a record that another user planted is not adopted", () => {
  const plant = (all: string) => {
    const planted = { folder: join(all, "planted") } as Spool;
    put(planted, "unsent", ended("AJ_1"));
    writeFileSync(join(planted.folder, "worker.json"), "{}");
    return planted.folder;
  };

  it("from a folder for temporary files with a known name", () => {
    vi.stubEnv("TMPDIR", folder);
    const known = openSpool(undefined, { XDG_STATE_HOME: "/dev/null" });
    plant(dirname(known.folder));
    const next = openSpool(undefined, { XDG_STATE_HOME: "/dev/null" });
    vi.unstubAllEnvs();
    expect(next.adopt()).toBe(0);
    expect(statSync(dirname(next.folder)).mode & 0o777).toBe(0o700);
  });

  it.runIf(process.getuid?.() === 0)("from a folder that belongs to the other user", () => {
    const planted = plant(folder);
    chownSync(planted, 65_534, 65_534);
    expect(spool.adopt()).toBe(0);
    chownSync(planted, 0, 0);
    expect(spool.adopt()).toBe(1);
  });
});

describe("every call has one line in the log", () => {
  let jobs: JobFacts[];
  let records: CallRecords;
  const job = (id: string) => ({ id, room: { name: `call-_${id}` } }) as JobFacts;
  const calls = () => lines.filter(([, message]) => message === "Call ended").map(([fields]) => fields);
  beforeEach(() => {
    jobs = [];
    records = new CallRecords(spool, () => jobs);
  });

  it("when it ended normally, before or after its process", () => {
    jobs = [job("AJ_1")];
    records.scan();
    put(spool, "open", open("AJ_1"));
    records.scan();
    expect(calls()).toEqual([]);
    put(spool, "ended", ended("AJ_1"));
    records.scan();
    records.scan();
    jobs = [];
    records.scan();
    put(spool, "ended", ended("AJ_2"));
    records.scan();
    records.scan();
    expect(calls()).toMatchObject([
      { callId: "SCL_AJ_1", endReason: "caller-hung-up" },
      { callId: "SCL_AJ_2", endReason: "caller-hung-up" },
    ]);
    expect(waiting().sort()).toEqual(["AJ_1", "AJ_2"]);
    expect(spool.jobs("open")).toEqual([]);
  });

  it("when its process died during the call", () => {
    jobs = [job("AJ_1")];
    put(spool, "open", open("AJ_1"));
    records.scan();
    jobs = [];
    records.scan();
    records.scan();
    expect(calls()).toMatchObject([{ callId: "SCL_AJ_1", jobId: "AJ_1", endReason: "process-died", seconds: 0 }]);
    expect(waiting()).toEqual(["AJ_1"]);
  });

  it("when its process died before it wrote anything", () => {
    jobs = [job("AJ_1")];
    records.scan();
    jobs = [];
    records.scan();
    records.scan();
    expect(calls()).toMatchObject([{ callId: "AJ_1", room: "call-_AJ_1", endReason: "process-died" }]);
    expect(waiting()).toEqual([]);
  });

  it("when the process died while the call ended: the reason is the call's", () => {
    const { call } = open("AJ_1");
    put(spool, "open", open("AJ_1", { call: { ...call, endReason: "silence", endedAt: "2026-11-28T20:01:00.000Z" } }));
    records.scan();
    expect(calls()).toMatchObject([{ endReason: "silence", endedAt: "2026-11-28T20:01:00.000Z" }]);
  });

  it("when the worker died too: the next one writes it", () => {
    put(spool, "open", open("AJ_1"));
    spool.close();
    spool = new Spool(folder);
    records = new CallRecords(spool, () => []);
    records.adopt();
    records.scan();
    expect(calls()).toMatchObject([{ callId: "SCL_AJ_1", endReason: "worker-stopped" }]);
    expect(waiting()).toEqual(["AJ_1"]);
  });

  it("without the transcript when callers are redacted", () => {
    const transcript = [{ speaker: "caller" as const, text: "My name is Ada.", at: "2026-11-28T20:00:30.000Z" }];
    const quotingCall = (jobId: string, redact: boolean) =>
      ended(jobId, { call: { ...open(jobId).call, transcript }, redact });
    put(spool, "ended", quotingCall("AJ_1", true));
    put(spool, "ended", quotingCall("AJ_2", false));
    records.scan();
    expect(calls().map((fields) => fields["transcript"])).toEqual([undefined, transcript]);
    expect(waiting()).toHaveLength(2);
  });
});
