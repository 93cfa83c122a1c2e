import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeService, openService, port, seen, serve } from "../agent/fakes/web-service.js";
import { openCallCenter } from "./call-center.js";
import { until } from "./stack/until.js";

const TIMEOUT_MS = 60_000;
/** The tool's duration. */
const TOOL_MS = 5_000;
/** Each sound as a tone, in hertz. */
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

const tools = (path: string) => {
  const about = { name: "order_status", description: "Says where an order is." };
  return [{ type: "http", ...about, url: `http://127.0.0.1:${port}${path}`, allowPrivate: true }];
};
const agents = () => ({
  clerk: { ...talking, greeting: "Welcome to Acme.", tools: tools("/clerk"), holdSound: "hold.wav" },
  office: { ...talking, firstSpeaker: "caller", tools: tools("/office"), backgroundSound: "office.wav" },
});

describe("an agent with background sounds, through the real servers", () => {
  beforeAll(async () => {
    await openService();
    serve({ afterMs: TOOL_MS });
  });
  afterAll(closeService);
  const center = openCallCenter(() => ({
    agents: agents(),
    recordings: { "hold.wav": SOUNDS.hold, "office.wav": SOUNDS.office },
  }));

  it.concurrent("plays the hold sound during a tool call, then the answer", async () => {
    const call = await center().call("clerk");
    await call.media.hears([SOUNDS.greeting], TIMEOUT_MS);
    await call.media.hushed();
    await call.media.speak(300, 1_000);
    expect(await call.media.hears([SOUNDS.hold, SOUNDS.answer], TIMEOUT_MS)).toBe(SOUNDS.hold);
    expect(await call.media.hears([SOUNDS.answer], TIMEOUT_MS)).toBe(SOUNDS.answer);
    await call.hangUp();
  });

  it.concurrent("plays the background sound while nobody speaks, and throughout a tool call", async () => {
    const call = await center().call("office");
    expect(await call.media.hears([SOUNDS.office], TIMEOUT_MS)).toBe(SOUNDS.office);
    await call.media.speak(300, 1_000);
    await until("the tool to be at work", () => seen.some(({ url }) => url === "/office"), { forMs: TIMEOUT_MS });
    call.media.forget();
    expect(await call.media.hears([SOUNDS.office, SOUNDS.answer], TIMEOUT_MS)).toBe(SOUNDS.office);
    expect(await call.media.hears([SOUNDS.answer], TIMEOUT_MS)).toBe(SOUNDS.answer);
    await call.hangUp();
  });

  it("leaves no room and no job", () => center().quiet());
});
