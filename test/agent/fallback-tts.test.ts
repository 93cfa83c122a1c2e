import { initializeLogger, tts } from "@livekit/agents";
import { beforeAll, expect, it } from "vitest";
import { combinedTts } from "../../agent/models/fallback.js";
import { FallbackTts } from "../../agent/models/fallback-tts.js";
import { TTS as BrokenTTS } from "./fakes/broken.js";
import { TTS } from "./fakes/voices.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));

function voicesOf(...models: tts.TTS[]) {
  const voices = combinedTts(models);
  if (!(voices instanceof FallbackTts)) throw new Error("one voice only");
  const errors: string[] = [];
  voices.on("error", ({ error }) => errors.push(error.message));
  for (const model of models) model.on("error", () => {});
  return { voices, errors };
}

async function heard(stream: tts.SynthesizeStream): Promise<tts.SynthesizedAudio[]> {
  const audio: tts.SynthesizedAudio[] = [];
  for await (const each of stream) if (each !== tts.SynthesizeStream.END_OF_STREAM) audio.push(each);
  return audio;
}

function say(voices: FallbackTts, ...words: string[]): tts.SynthesizeStream {
  const stream = voices.stream();
  for (const word of words) stream.pushText(word);
  stream.endInput();
  return stream;
}

it("the next TTS speaks the whole turn, and the failed one is paused", async () => {
  const { voices, errors } = voicesOf(new BrokenTTS({ streams: true }), new TTS({ hertz: 700 }));
  expect((await heard(say(voices, "Good ", "day, ", "this is Acme."))).length).toBeGreaterThan(100);
  expect(voices.usable.map(({ label }) => label)).toEqual(["tts.StreamAdapter<fake.TTS>"]);
  expect(errors).toEqual([]);
});

it("a caller who interrupts before the first sound does not count as a TTS failure", async () => {
  const { voices, errors } = voicesOf(new BrokenTTS({ hangs: true, streams: true }), new TTS());
  const stream = say(voices, "Good day.");
  setTimeout(() => stream.close(), 100);
  expect(await heard(stream)).toEqual([]);
  expect(voices.usable).toHaveLength(2);
  expect(errors).toEqual([]);
});

it.each([[[]], [["…"]], [["🙂 "]]])(
  "a turn with nothing to pronounce, %j, does not count as a TTS failure",
  async (words) => {
    const { voices, errors } = voicesOf(new BrokenTTS({ isMute: true, streams: true }), new TTS());
    await heard(say(voices, ...words));
    expect(voices.usable).toHaveLength(2);
    expect(errors).toEqual([]);
  },
);

it("an error reports that no TTS is left, and the first one is tried again", async () => {
  const { voices, errors } = voicesOf(new BrokenTTS({ streams: true }), new BrokenTTS({ isMute: true, streams: true }));
  expect(await heard(say(voices, "Good day."))).toEqual([]);
  expect(errors).toEqual(["all text-to-speech models failed: broken.TTS, broken.TTS"]);
  expect(voices.usable).toHaveLength(2);
});

it("a TTS that stops in the middle of a turn is paused from then on", async () => {
  const stopping = new BrokenTTS({ begins: true, hangs: true, streams: true });
  const { voices, errors } = voicesOf(stopping, new TTS());
  const failures: string[] = [];
  stopping.on("error", ({ error }) => failures.push(error.message));
  expect(await heard(say(voices, "Good day."))).toHaveLength(1);
  expect(voices.usable.map(({ label }) => label)).toEqual(["tts.StreamAdapter<fake.TTS>"]);
  expect(failures).toEqual(["stopped in the middle of a turn"]);
  expect(errors).toEqual([]);
}, 20_000);
