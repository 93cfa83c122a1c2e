import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { CallRecord } from "../../agent/call/call-record.js";
import { freePort } from "../../agent/worker/health.js";
import { FakeAgentEndpoint } from "./fakes/agent-endpoint.js";
import { contract } from "./fakes/personas.js";
import { Receiver } from "./fakes/receiver.js";
import { wav } from "./fakes/wav.js";
import { WorkerProcess } from "./fakes/worker-process.js";

const polling = { timeout: 50_000, interval: 100 };
const livekit = new FakeAgentEndpoint();
const receiver = new Receiver();
const folder = mkdtempSync(join(tmpdir(), "arkenos-delivery-"));
const spool = join(folder, "spool");
const workers: WorkerProcess[] = [];
let environment: Record<string, string>;

beforeAll(async () => {
  writeFileSync(join(folder, "hi.wav"), wav(Array(2400).fill(1000)));
  await receiver.open();
  const persona = {
    ...{ systemPrompt: "You answer for Acme.", greetingAudio: "hi.wav" },
    afterCall: { url: `http://127.0.0.1:${receiver.port}/end`, secretEnv: "HOOK", allowPrivate: true },
  };
  const table = { ...contract({ livekitUrl: await livekit.listen() }), agents: { reception: persona, night: persona } };
  environment = {
    ...{ LIVEKIT_API_KEY: "devkey", LIVEKIT_API_SECRET: "s3cret".repeat(8), HOOK: "whsec-of-the-tests" },
    ARKENOS_STACK_OUTPUTS_JSON: JSON.stringify(table),
    ARKENOS_AUDIO_PATH: folder,
    ARKENOS_SPOOL_PATH: spool,
    ARKENOS_IDLE_PROCESSES: "1",
  };
});
afterAll(async () => {
  for (const worker of workers) worker.kill();
  livekit.close();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A registered worker. */
async function start(): Promise<WorkerProcess> {
  const registered = livekit.registered.length;
  const worker = new WorkerProcess(["start"], { ...environment, ARKENOS_HEALTH_PORT: String(await freePort()) });
  workers.push(worker);
  await vi.waitFor(() => expect(livekit.registered.length).toBeGreaterThan(registered), polling);
  return worker;
}

/** A call for reception, which LiveKit admits to no room. */
const call = (id: string) =>
  livekit.offer({ id: `AJ_${id}`, room: `call-${id}`, metadata: JSON.stringify({ agentId: "reception" }) });

it(
  "a call's record reaches its receiver once, even from a worker that was killed while the receiver was down",
  { timeout: 200_000 },
  async () => {
    const first = await start();
    call("sent");
    await vi.waitFor(() => expect(receiver.keys).toEqual(["AJ_sent"]), polling);
    expect(JSON.parse(receiver.got[0]?.body ?? "") as CallRecord).toMatchObject({
      ...{ jobId: "AJ_sent", room: "call-sent", agentId: "reception", endReason: "failure", seconds: 0 },
      failures: [{ part: "call" }],
    });
    expect(first.logged("Call ended")).toHaveLength(1);

    await receiver.close();
    call("kept");
    await vi.waitFor(() => expect(first.logged("was not delivered; it will be retried")).toHaveLength(1), polling);
    expect(first.output).not.toContain("whsec-of-the-tests");
    first.kill();
    await first.exited;

    await receiver.open();
    const second = await start();
    await vi.waitFor(() => expect(receiver.keys).toEqual(["AJ_sent", "AJ_kept"]), polling);
    expect(second.logged("Took over the call records of a stopped worker")).toHaveLength(1);
    // The first worker wrote its line.
    expect([...first.logged("Call ended"), ...second.logged("Call ended")]).toHaveLength(2);

    second.kill("SIGTERM");
    expect(await second.exited).toBe(143);
    expect(readdirSync(folder)).not.toContain("spool");
  },
);
