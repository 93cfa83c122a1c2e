import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { httpToolSchema } from "../../agent/contract/http-tool.js";
import { ConsoleBroker } from "./fakes/console-broker.js";
import { FakeLiveKit } from "./fakes/livekit.js";
import { contract, persona } from "./fakes/personas.js";
import { wav } from "./fakes/wav.js";
import { WorkerProcess } from "./fakes/worker-process.js";

const polling = { timeout: 45_000, interval: 100 };
const folder = mkdtempSync(join(tmpdir(), "arkenos-voice-"));
writeFileSync(
  join(folder, "tone.wav"),
  wav(Array.from({ length: 14_400 }, (_, at) => 8000 * Math.sin((2 * Math.PI * 1000 * at) / 24_000))),
);
const fake = (options = {}) => ({ plugin: "./voices.js", options });
const ears = {
  stt: fake({ lines: ["hello there", "find_order"] }),
  llm: fake(),
  tts: fake({ hertz: 600 }),
  turnDetection: "stt",
} as const;

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
  rmSync(folder, { recursive: true, force: true });
});

it("a caller hears the recording, is answered, and has a tool called: the whole voice loop without a service", async () => {
  const broker = new ConsoleBroker();
  const orders = new FakeLiveKit();
  open.push(broker, orders);
  orders.answers = { find_order: { body: { order: "shipped" } } };
  const url = `${(await orders.listen()).replace("ws", "http")}/find_order`;
  const tools = [
    httpToolSchema.parse({ type: "http", name: "find_order", description: "Finds an order.", url, allowPrivate: true }),
  ];
  const agents = {
    ...contract().agents,
    loop: persona({ ...ears, tools, greeting: "Good {{vars.time|day}}.", greetingAudio: "tone.wav" }),
  };
  const worker = new WorkerProcess(["console", "--connect-addr", await broker.listen()], {
    ARKENOS_STACK_OUTPUTS_JSON: JSON.stringify(contract({ agents })),
    ARKENOS_AGENT_ID: "loop",
    ARKENOS_AUDIO_PATH: folder,
    ARKENOS_PLUGIN_PATH: join(import.meta.dirname, "../dist/agent/fakes"),
  });
  // It does not end on SIGTERM in this mode.
  open.push({ close: () => worker.kill() });
  const orSay = (error: unknown) => {
    throw new Error(`${String(error)}\n${worker.output}`);
  };

  await vi.waitFor(() => expect(broker.said).toEqual(["Good day."]), polling).catch(orSay);
  expect(broker.heardMs).toBeGreaterThan(500);
  expect(Math.round(broker.hertz / 100)).toBe(10);

  const greetingMs = broker.heardMs;
  broker.speak(800);
  await vi
    .waitFor(() => expect(broker.said).toEqual(["Good day.", "hello there", "You said hello there"]), polling)
    .catch(orSay);
  expect(broker.heardMs - greetingMs).toBeGreaterThan(500);
  expect(Math.round(broker.hertz / 100)).toBe(6);

  broker.speak(800);
  await vi
    .waitFor(() => expect(broker.said.slice(3)).toEqual(["find_order", 'You said {"order":"shipped"}']), polling)
    .catch(orSay);
  expect(orders.calls).toEqual([{ method: "find_order", body: {} }]);
  expect(worker.output).toContain("Resolved SIP call to agent: loop");
  expect(worker.output).toContain("Starting session with system_prompt...");
});
