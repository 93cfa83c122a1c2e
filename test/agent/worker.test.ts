import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freePort, type Health } from "../../agent/worker/health.js";
import { FakeAgentEndpoint } from "./fakes/agent-endpoint.js";
import { contract } from "./fakes/personas.js";
import { wav } from "./fakes/wav.js";
import { WorkerProcess } from "./fakes/worker-process.js";

const keys = { LIVEKIT_API_KEY: "devkey", LIVEKIT_API_SECRET: "s3cret".repeat(8) };
const polling = { timeout: 50_000, interval: 100 };
const livekit = new FakeAgentEndpoint();
const recorded = { systemPrompt: "You answer for Acme.", greetingAudio: "hi.wav" };
let folder: string;
let file: string;
let worker: WorkerProcess;
let healthPort: number;

const table = (numbers: Record<string, string>, url: string) => ({
  ...contract({ livekitUrl: url, numbers }),
  agentName: "acme-agent",
  agents: { reception: recorded, night: recorded },
});

async function health(): Promise<{ status: number; state: Health }> {
  const answer = await fetch(`http://127.0.0.1:${healthPort}/`);
  return { status: answer.status, state: (await answer.json()) as Health };
}

/** Runs to its end. @returns how it ended */
async function fails(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const failing = new WorkerProcess(["start"], env);
  const code = await failing.exited;
  return { code, output: failing.output };
}

describe("a worker that cannot start prints a remedy, and exits", () => {
  const outputs = (changes: object) => ({
    ...keys,
    ARKENOS_STACK_OUTPUTS_JSON: JSON.stringify({ telephony: { ...contract(), ...changes } }),
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["no table", keys, /^There is no routing table; run `pulumi stack output --json/],
    [
      "a table with hidden secrets",
      { ...keys, ARKENOS_STACK_OUTPUTS_JSON: '{"telephony":"[secret]"}' },
      /--show-secrets/,
    ],
    ["a newer table", outputs({ version: 3 }), /upgrade the worker's @arkenos\/agent/],
    [
      "incomplete personas, and missing keys",
      { ARKENOS_STACK_OUTPUTS_JSON: outputs({})["ARKENOS_STACK_OUTPUTS_JSON"] ?? "" },
      /^The worker needs LIVEKIT_API_KEY and LIVEKIT_API_SECRET.*\nagents\.reception\.tts: is missing.*\nagents\.night\.tts: is missing/,
    ],
    ["an invalid setting", { ...outputs({}), ARKENOS_MAX_CALLS: "many" }, /^ARKENOS_MAX_CALLS: must be a number/],
  ])("%s", async (_, env, sentence) => {
    const { code, output } = await fails(env);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/^ {4}at /m);
    expect(code).toBe(1);
  });
});

describe("a running worker", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "arkenos-worker-"));
    file = join(folder, "outputs.json");
    writeFileSync(join(folder, "hi.wav"), wav(Array(2400).fill(1000)));
    const url = await livekit.listen();
    writeFileSync(file, JSON.stringify({ telephony: table({ "+15105550100": "reception" }, url) }));
    healthPort = await freePort();
    worker = new WorkerProcess(["start"], {
      ...keys,
      ARKENOS_STACK_OUTPUTS: file,
      ARKENOS_HEALTH_PORT: String(healthPort),
      ARKENOS_IDLE_PROCESSES: "1",
      ARKENOS_MAX_CALLS: "2",
      TMPDIR: folder,
    });
    await vi
      .waitFor(() => expect(livekit.registered).toHaveLength(1), polling)
      .catch((error: unknown) => {
        throw new Error(`The worker did not register:\n${worker.output}`, { cause: error });
      });
  });

  afterAll(() => {
    worker.kill();
    livekit.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("registers with the stack's server and agent name", () => {
    expect(livekit.registered[0]).toMatchObject({ agentName: "acme-agent" });
  });

  it("reports its status", async () => {
    await vi.waitFor(async () => expect((await health()).status).toBe(200), polling);
    expect((await health()).state).toEqual({
      ...{ registered: true, draining: false, agentName: "acme-agent", activeCalls: 0, maxCalls: 2 },
      table: { version: 2, agents: 2, numbers: 1, loadedAt: expect.any(String) },
    });
    expect((await fetch(`http://127.0.0.1:${healthPort}/etc/passwd`)).status).toBe(404);
  });

  it("reports its calls as its load", async () => {
    await vi.waitFor(() => expect(livekit.updates.at(-1)).toMatchObject({ load: 0, status: 0 }), polling);
  });

  it("ends a call for an unknown agent before it enters the room", async () => {
    livekit.offer({ id: "AJ_unknown", room: "call-_unknown", metadata: '{"agentId":"nobody"}' });
    await vi.waitFor(
      () => expect(livekit.calls).toContainEqual({ method: "DeleteRoom", body: { room: "call-_unknown" } }),
      polling,
    );
    await vi.waitFor(() => expect(worker.logged("No agent found for phone")).toHaveLength(1), polling);
    expect(worker.logged("No agent found for phone")[0]).toMatchObject({
      because: 'the job\'s metadata names the agent "nobody", which is not in the table',
    });
    expect([livekit.taken, livekit.entries]).toEqual([["AJ_unknown"], 0]);
    await vi.waitFor(() => expect(worker.logged("Call ended")).toHaveLength(1), polling);
    expect(worker.logged("Call ended")[0]).toMatchObject({ jobId: "AJ_unknown", endReason: "no-agent" });
  });

  it("enters the room of a call for a known agent, and deletes it when it cannot", async () => {
    livekit.offer({ id: "AJ_known", room: "call-_known", roomMetadata: '{"agentId":"night"}' });
    await vi.waitFor(
      () => expect(livekit.calls).toContainEqual({ method: "DeleteRoom", body: { room: "call-_known" } }),
      polling,
    );
    expect(livekit.entries).toBeGreaterThan(0);
    await vi.waitFor(async () => expect((await health()).state.activeCalls).toBe(0), polling);
  });

  it("reads a changed table without a restart", async () => {
    writeFileSync(
      file,
      JSON.stringify({ telephony: table({ "+15105550100": "night", "+12065550200": "night" }, "ws://127.0.0.1:1") }),
    );
    expect((await health()).state.table).toMatchObject({ numbers: 2 });
  });

  it("keeps the last good table while the file is broken, even for later calls, and logs it", async () => {
    writeFileSync(file, '{"telephony":{"version":1,');
    expect((await health()).state.table).toMatchObject({ numbers: 2, problem: expect.stringContaining("is not JSON") });
    const before = livekit.entries;
    // The first process was warm before the file broke; the second starts afterwards.
    for (const id of ["warm", "cold"]) {
      livekit.offer({ id: `AJ_${id}`, room: `call-_${id}`, metadata: '{"agentId":"night"}' });
      await vi.waitFor(
        () => expect(livekit.calls).toContainEqual({ method: "DeleteRoom", body: { room: `call-_${id}` } }),
        polling,
      );
    }
    expect(livekit.entries).toBeGreaterThanOrEqual(before + 2);
    await vi.waitFor(
      () => expect(worker.logged("the last valid one is used").length).toBeGreaterThanOrEqual(2),
      polling,
    );
    expect(worker.logged("No agent found for phone")).toHaveLength(1);
  });

  it("stops on a signal, and leaves nothing behind", async () => {
    worker.kill("SIGTERM");
    expect(await worker.exited).toBe(143);
    expect(worker.logged("Draining")).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.startsWith("arkenos-agent-"))).toEqual([]);
  });
});
