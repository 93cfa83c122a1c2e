import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freePort, type Health } from "../../agent/worker/health.js";
import { FakeAgentEndpoint } from "./fakes/agent-endpoint.js";
import { CutProxy } from "./fakes/cut-proxy.js";
import { contract } from "./fakes/personas.js";
import { wav } from "./fakes/wav.js";
import { WorkerProcess } from "./fakes/worker-process.js";

const polling = { timeout: 50_000, interval: 50 };
const livekit = new FakeAgentEndpoint();
let proxy: CutProxy;
let folder: string;
let healthPort: number;
let worker: WorkerProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "arkenos-lost-call-"));
  writeFileSync(join(folder, "hi.wav"), wav(Array(2400).fill(1000)));
  proxy = new CutProxy(await livekit.listen());
  livekit.keepsWaiting = true;
  healthPort = await freePort();
  const persona = { systemPrompt: "You answer for Acme.", greetingAudio: "hi.wav" };
  const table = contract({ livekitUrl: await proxy.listen() });
  worker = new WorkerProcess(["start"], {
    ...{ LIVEKIT_API_KEY: "devkey", LIVEKIT_API_SECRET: "s3cret".repeat(8), LOG_LEVEL: "debug" },
    ARKENOS_STACK_OUTPUTS_JSON: JSON.stringify({ ...table, agents: { reception: persona, night: persona } }),
    ARKENOS_AUDIO_PATH: folder,
    ARKENOS_HEALTH_PORT: String(healthPort),
    ARKENOS_IDLE_PROCESSES: "2",
    ARKENOS_MAX_CALLS: "5",
  });
  await vi.waitFor(() => expect(livekit.registered).toHaveLength(1), polling);
});
afterAll(() => {
  worker.kill();
  proxy.close();
  livekit.close();
  rmSync(folder, { recursive: true, force: true });
});

async function health(): Promise<{ status: number; state: Health }> {
  const answer = await fetch(`http://127.0.0.1:${healthPort}/`);
  return { status: answer.status, state: (await answer.json()) as Health };
}

/** Starts a call, which waits to join its room. @returns the pid of its process */
async function callOn(id: string, agentId: string): Promise<number> {
  const before = livekit.entries;
  livekit.offer({ id: `AJ_${id}`, room: `call-${id}`, metadata: JSON.stringify({ agentId }) });
  const started = () => worker.logged('"job started"').find(({ jobID }) => jobID === `AJ_${id}`);
  // Another call may try to join its room again in the meantime.
  await vi.waitFor(() => expect(started()).toBeDefined(), polling);
  await vi.waitFor(() => expect(livekit.entries).toBeGreaterThan(before), polling);
  return Number(started()?.["pid"]);
}

const deleted = () => livekit.calls.filter(({ method }) => method === "DeleteRoom").map(({ body }) => body["room"]);

it("hangs up within two seconds when a call's process is killed, logs it once, and keeps the other call", async () => {
  await callOn("kept", "night");
  const pid = await callOn("lost", "reception");
  const killed = Date.now();
  process.kill(pid, "SIGKILL");
  await vi.waitFor(() => expect(deleted()).toEqual(["call-lost"]), { timeout: 2_000, interval: 20 });
  console.log(`the room was deleted ${Date.now() - killed} ms after the kill`);
  await vi.waitFor(() => expect(worker.logged("before the call did")).toHaveLength(1), polling);
  expect(worker.logged("before the call did")[0]).toMatchObject({
    level: 50,
    agentId: "reception",
    jobId: "AJ_lost",
    signal: "SIGKILL",
    msg: "The process of a call ended with signal SIGKILL before the call did; the call was hung up",
  });
  expect((await health()).state.activeCalls).toBe(1);
  const records = () => worker.logged("Call ended").filter(({ jobId }) => jobId === "AJ_lost");
  await vi.waitFor(() => expect(records()).toHaveLength(1), polling);
  expect(records()[0]).toMatchObject({
    agentId: "reception",
    room: "call-lost",
    endReason: "process-died",
    seconds: 0,
  });
});

it("is not ready while LiveKit is unreachable, keeps its call, and is ready when LiveKit returns", async () => {
  await callOn("through", "night");
  proxy.cut();
  await vi.waitFor(async () => expect((await health()).status).toBe(503), polling);
  expect((await health()).state).toMatchObject({ registered: false, problem: "not connected to livekit" });
  // The call gives up some time later, because this LiveKit admits nobody.
  expect(deleted()).not.toContain("call-through");
  await vi.waitFor(() => expect(worker.logged("failed to connect to LiveKit").length).toBeGreaterThan(1), polling);
  proxy.restore();
  await vi.waitFor(async () => expect((await health()).status).toBe(200), polling);
  await vi.waitFor(() => expect(livekit.registered).toHaveLength(2), polling);
});
