import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import { until } from "./stack/until.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { recordTone, WorkerProcess } from "./worker-process.js";

const [CLERK, OFFICE] = ["+15105550100", "+15105550101"];
const PATIENCE_MS = 60_000;
/** How long the tool takes. */
const TOOL_MS = 5_000;
/** What each thing sounds like, in hertz. */
const SOUNDS = { greeting: 440, hold: 620, answer: 880, office: 1_040 } as const;

const plugin = "./voices.js";
const tones = { Welcome: SOUNDS.greeting, shipped: SOUNDS.answer };
const talking = {
  systemPrompt: "You answer for Acme.",
  stt: { plugin, options: { lines: ["order_status"] } },
  llm: { plugin },
  tts: { plugin, options: { tones } },
  turnDetection: "stt",
};

describe("sounds beside what is said, through the real servers", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;
  let worker: WorkerProcess;
  let service: Server;
  let atWork = 0;

  beforeAll(async () => {
    service = createServer((_, response) => {
      atWork++;
      setTimeout(() => {
        atWork--;
        response.end(JSON.stringify({ order: "shipped" }));
      }, TOOL_MS);
    });
    await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/orders`;
    const tool = {
      type: "http",
      name: "order_status",
      description: "Says where an order is.",
      url,
      allowPrivate: true,
    };
    const agents = {
      clerk: { ...talking, greeting: "Welcome to Acme.", tools: [tool], holdSound: "hold.wav" },
      office: { ...talking, firstSpeaker: "caller", tools: [tool], backgroundSound: "office.wav" },
    };
    const numbers = { [CLERK]: { agent: "clerk" }, [OFFICE]: { agent: "office" } };
    lab = await TelephonyLab.open(stack(), Object.keys(numbers));
    await lab.up({ agents, numbers });
    await recordTone(stack().folder, "hold.wav", SOUNDS.hold);
    await recordTone(stack().folder, "office.wav", SOUNDS.office);
    worker = await WorkerProcess.start(stack(), await lab.writeOutputs(), {
      ARKENOS_PLUGIN_PATH: join(REPOSITORY, "test", "dist", "agent", "fakes"),
      ARKENOS_AUDIO_PATH: stack().folder,
    });
  });
  afterEach(() => lab.clear(worker));
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
    service?.close();
  });

  it("a caller hears the hold sound while a tool is at work, then its answer", async () => {
    const call = await lab.call(CLERK);
    await call.answered(PATIENCE_MS);
    await call.media.hears([SOUNDS.greeting], PATIENCE_MS);
    await call.media.hushed();
    await call.media.speak(300, 1_000);
    expect(await call.media.hears([SOUNDS.hold, SOUNDS.answer], PATIENCE_MS)).toBe(SOUNDS.hold);
    expect(await call.media.hears([SOUNDS.answer], PATIENCE_MS)).toBe(SOUNDS.answer);
    await call.hangUp();
    await lab.quiet(worker);
  });

  it("a caller hears the background while nobody speaks, and on while a tool is at work", async () => {
    const call = await lab.call(OFFICE);
    await call.answered(PATIENCE_MS);
    expect(await call.media.hears([SOUNDS.office], PATIENCE_MS)).toBe(SOUNDS.office);
    await call.media.speak(300, 1_000);
    await until("the tool to be at work", () => atWork > 0, { forMs: PATIENCE_MS });
    call.media.forget();
    expect(await call.media.hears([SOUNDS.office, SOUNDS.answer], PATIENCE_MS)).toBe(SOUNDS.office);
    expect(await call.media.hears([SOUNDS.answer], PATIENCE_MS)).toBe(SOUNDS.answer);
    await call.hangUp();
    await lab.quiet(worker);
  });
});
