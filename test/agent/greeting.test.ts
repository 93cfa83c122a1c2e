import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeLogger } from "@livekit/agents";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { greet } from "../../agent/call/greeting.js";
import type { Persona } from "../../agent/contract/persona.js";
import { persona } from "./fakes/personas.js";
import { wav } from "./fakes/wav.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));

describe("the greeting", () => {
  function greeted(changes: Partial<Persona>, env = {}) {
    const session = { say: vi.fn(), generateReply: vi.fn() };
    greet(session, persona(changes), env);
    return session;
  }
  const tts = "cartesia/sonic-3";

  it("is spoken", () => {
    expect(greeted({ greeting: "Hi.", tts }).say.mock.calls).toEqual([["Hi.", {}]]);
  });

  it("is written by the model when the persona has none", () => {
    expect(greeted({ tts, llm: "openai/gpt-4o-mini" }).generateReply.mock.calls).toEqual([[{}]]);
  });

  it("is requested from a realtime model that has no separate TTS", () => {
    const { say, generateReply } = greeted({ greeting: "Hi.", llm: { plugin: "openai", options: {}, realtime: true } });
    expect([say.mock.calls, generateReply.mock.calls]).toEqual([
      [],
      [[{ instructions: "Say exactly this, and nothing else: Hi." }]],
    ]);
  });

  it("is played from a recording, and its text is in the history", async () => {
    const folder = mkdtempSync(join(tmpdir(), "arkenos-greeting-"));
    writeFileSync(
      join(folder, "hi.wav"),
      wav(
        Array.from({ length: 800 }, () => 1000),
        { rate: 8000 },
      ),
    );
    const env = { ARKENOS_AUDIO_PATH: folder };
    const [[text, options]] = greeted({ greeting: "Hi.", greetingAudio: "hi.wav" }, env).say.mock.calls as [
      [string, { audio: AsyncIterable<{ sampleRate: number }>; addToChatCtx: boolean }],
    ];
    const rates: number[] = [];
    for await (const { sampleRate } of options.audio) rates.push(sampleRate);
    expect([text, options.addToChatCtx, rates]).toEqual(["Hi.", true, Array(10).fill(8000)]);
    expect(greeted({ greetingAudio: "hi.wav" }, env).say.mock.calls[0]?.[1]).toMatchObject({ addToChatCtx: false });
    rmSync(folder, { recursive: true });
  });

  it("is not interrupted if the persona says so", () => {
    const interruptions = { greeting: false };
    const manner = { allowInterruptions: false };
    expect(greeted({ greeting: "Hi.", tts, interruptions }).say.mock.calls).toEqual([["Hi.", manner]]);
    expect(greeted({ tts, llm: "openai/gpt-4o-mini", interruptions }).generateReply.mock.calls).toEqual([[manner]]);
  });

  it("comes from the model or the TTS when the recording is missing, or else is an error", () => {
    expect(greeted({ greeting: "Hi.", greetingAudio: "gone.wav", tts }).say.mock.calls).toEqual([["Hi.", {}]]);
    expect(() => greeted({ greetingAudio: "gone.wav" })).toThrow("gone.wav does not exist");
  });

  it("is left to the caller on request, and a moment of silence answers the phone", () => {
    const { say, generateReply } = greeted({ greeting: "Hi.", firstSpeaker: "caller", tts });
    expect(generateReply).not.toHaveBeenCalled();
    expect(say.mock.calls).toEqual([["", { audio: expect.anything(), addToChatCtx: false }]]);
  });
});
