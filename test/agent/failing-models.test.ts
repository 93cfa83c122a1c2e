import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, type TestContext, vi } from "vitest";
import type { Persona } from "../../agent/contract/persona.js";
import { ConsoleCall } from "./fakes/console-call.js";
import { wav } from "./fakes/wav.js";

// The workers start slowly on a busy machine.
const polling = { timeout: 150_000, interval: 100 };
vi.setConfig({ testTimeout: 180_000 });

const KEY = "sk-broken-1234567890";
const well = (options = {}) => ({ plugin: "./voices.js", options });
const broken = (options = {}) => ({ plugin: "./broken.js", options });
const hanging = [broken({ hangs: true }), broken({ hangs: true })];
const persona = { stt: well(), llm: well(), tts: well(), turnDetection: "stt", greeting: "Good day." } as const;

/** A call that ends with its test. */
async function callOf(
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  changes: Partial<Persona>,
  env: Record<string, string> = {},
): Promise<ConsoleCall> {
  const call = new ConsoleCall();
  onTestFinished(() => call.close());
  await call.begin({ ...persona, ...changes }, { BROKEN_API_KEY: KEY, ...env });
  return call;
}

/** In the console, hanging up only logs a line. */
const hungUp = (call: ConsoleCall) =>
  vi.waitFor(() => expect(call.output).toContain("deleteRoom() is not executed"), polling);
const linesOf = (call: ConsoleCall) => call.output.split("A model of the session failed").length - 1;

// Each call spends most of its time waiting for a model, so the calls run in parallel, each with its own worker.
describe.concurrent("the caller hears the apology, and the call ends, when", () => {
  it.for<[string, Partial<Persona>, string]>([
    ["the TTS for whole sentences is refused at the greeting", { tts: broken({ status: 402 }) }, "402"],
    ["a streaming TTS is refused", { tts: broken({ status: 402, streams: true }) }, "402"],
    ["the TTS ends without audio and without an error", { tts: broken({ isMute: true }) }, "ended without audio"],
    ["the TTS never responds", { tts: broken({ hangs: true }) }, "produced no audio in time"],
    ["the STT is refused", { stt: broken() }, "401"],
    ["the STT ends without an error", { stt: broken({ isMute: true }) }, "all STTs failed"],
    ["the LLM is refused", { llm: broken(), greeting: undefined }, "401"],
    ["the LLM never responds", { llm: broken({ hangs: true }), greeting: undefined }, "did not respond in time"],
    [
      "three TTS never respond",
      { tts: broken({ hangs: true }), fallback: { tts: hanging } },
      "produced no audio in time",
    ],
    [
      "three LLMs never respond",
      { llm: broken({ hangs: true }), greeting: undefined, fallback: { llm: hanging } },
      "did not respond in time",
    ],
    ["every fallback fails too", { llm: broken(), greeting: undefined, fallback: { llm: [broken()] } }, "401"],
  ])("%s", async ([, changes, message], context) => {
    const call = await callOf(context, changes);
    await hungUp(call);
    expect(call.broker.heardMs).toBeGreaterThan(2_500);
    expect(call.output).toContain("A model of the session failed");
    expect(call.output).toContain(message);
    expect(call.output).not.toContain("ERR_UNHANDLED_ERROR");
  });

  it("the LLM fails in the conversation; the log names it once, without the key that it repeats", async (context) => {
    const call = await callOf(context, { llm: broken() });
    await vi.waitFor(() => expect(call.broker.said).toEqual(["Good day."]), polling);
    const greetingMs = call.broker.heardMs;
    call.broker.speak(800);
    await hungUp(call);
    expect(call.broker.heardMs - greetingMs).toBeGreaterThan(2_500);
    expect(linesOf(call)).toBe(1);
    expect(call.output).toMatch(/part: "llm"\s+model: "\.\/broken\.js"\s+status: 401\s+message: "Incorrect API key/);
    expect(call.output).not.toContain(KEY);
  });

  it("the recorded greeting is missing and nothing else can be played", async (context) => {
    const call = await callOf(context, { greeting: undefined, greetingAudio: "gone.wav", llm: undefined });
    await hungUp(call);
    expect(call.output).toContain("gone.wav does not exist");
    expect(call.broker.heardMs).toBeGreaterThan(2_500);
  });

  it("a plugin is not installed", async (context) => {
    const call = await callOf(context, { tts: { plugin: "@acme/no-such-voice", options: {} } });
    await hungUp(call);
    expect(call.broker.heardMs).toBeGreaterThan(2_500);
  });
});

it.concurrent.for<[string, boolean]>([
  ["throws", true],
  ["rejects a promise", false],
])("code that %s outside any await ends the call with the apology and logs one line", async ([, throws], context) => {
  const call = await callOf(context, { llm: { plugin: "./background-failure.js", options: { throws } } });
  await vi.waitFor(() => expect(call.broker.said).toEqual(["Good day."]), polling);
  const greetingMs = call.broker.heardMs;
  call.broker.speak(800);
  await hungUp(call);
  expect(call.broker.heardMs - greetingMs).toBeGreaterThan(2_500);
  expect(call.output.split("The process of the call failed")).toHaveLength(2);
  expect(call.output).toContain("Incorrect API key provided");
  expect(call.output).not.toContain(KEY);
});

describe.concurrent("the apology", () => {
  it("is the persona's own recording", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "arkenos-apology-"));
    context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const tone = Array.from({ length: 12_000 }, (_, at) => 8000 * Math.sin((2 * Math.PI * 1000 * at) / 24_000));
    writeFileSync(join(folder, "sorry.wav"), wav(tone));
    const onFailure = { recording: "sorry.wav", then: "hang-up" } as const;
    const call = await callOf(context, { tts: broken(), onFailure }, { ARKENOS_AUDIO_PATH: folder });
    await hungUp(call);
    expect(Math.round(call.broker.hertz / 100)).toBe(10);
    expect(call.broker.heardMs).toBeLessThan(600);
  });

  it("is spoken by the TTS that still works", async (context) => {
    const onFailure = { say: "We have a problem here.", then: "hang-up" } as const;
    const call = await callOf(context, { llm: broken(), greeting: undefined, tts: well({ hertz: 700 }), onFailure });
    await hungUp(call);
    expect(Math.round(call.broker.hertz / 100)).toBe(7);
    expect(call.broker.heardMs).toBeGreaterThan(900);
  });
});

describe.concurrent("the next model takes over from", () => {
  it.for<[string, Partial<Persona>]>([
    ["a TTS that is refused", { tts: broken({ status: 402 }), fallback: { tts: [well({ hertz: 700 })] } }],
    ["a TTS that never responds", { tts: broken({ hangs: true }), fallback: { tts: [well({ hertz: 700 })] } }],
    ["a TTS whose plugin is missing", { tts: { plugin: "@acme/none", options: {} }, fallback: { tts: [well()] } }],
    ["an LLM that is refused", { llm: broken(), fallback: { llm: [well()] } }],
    ["an LLM that never responds", { llm: broken({ hangs: true }), fallback: { llm: [well()] } }],
    ["an STT that is refused", { stt: broken(), fallback: { stt: [well()] } }],
    ["an STT that ends", { stt: broken({ isMute: true }), fallback: { stt: [well()] } }],
  ])("%s, and the conversation continues", async ([, changes], context) => {
    const call = await callOf(context, changes);
    await vi.waitFor(() => expect(call.broker.said).toEqual(["Good day."]), polling);
    expect(call.broker.heardMs).toBeGreaterThan(300);
    const greetingMs = call.broker.heardMs;
    call.broker.speak(800);
    await vi.waitFor(() => expect(call.broker.said).toEqual(["Good day.", "hello", "You said hello"]), polling);
    expect(call.broker.heardMs - greetingMs).toBeGreaterThan(500);
    expect(call.output).toMatch(/A model of the session failed|STT failed, switching/);
    expect(call.output).not.toContain("deleteRoom() is not executed");
  });
});
