import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRecording, silence } from "../../agent/call/recording.js";
import { parseWav } from "../../agent/call/wav.js";
import { chunk, wav } from "./fakes/wav.js";

describe("a WAV file", () => {
  it("is read at its own rate", () => {
    const { samples, sampleRate } = parseWav(wav([1, -2, 32767, -32768], { rate: 8000 }));
    expect([[...samples], sampleRate]).toEqual([[1, -2, 32767, -32768], 8000]);
  });

  it("with two channels is mixed into one", () => {
    expect([...parseWav(wav([100, 200, -100, -300], { channels: 2 })).samples]).toEqual([150, -200]);
  });

  it.each<[string, { bits: number; format?: number }]>([
    ["8 bits", { bits: 8 }],
    ["16 bits", { bits: 16 }],
    ["24 bits", { bits: 24 }],
    ["32 bits", { bits: 32 }],
    ["floating point", { bits: 32, format: 3 }],
  ])("of %s has the same volume", (_, form) => {
    expect([...parseWav(wav([0, 256, -256, 16_384, -32_768], form)).samples]).toEqual([0, 256, -256, 16_384, -32_768]);
  });

  it("may have other chunks before its audio, even of odd length", () => {
    const before = Buffer.concat([chunk("LIST", Buffer.from("INFOabc")), chunk("JUNK", Buffer.alloc(28))]);
    expect([...parseWav(wav([5], { before })).samples]).toEqual([5]);
  });

  it("may declare PCM in the extended format", () => {
    expect([...parseWav(wav([5], { format: 0xfffe })).samples]).toEqual([5]);
  });

  it("with less audio than declared is played to its end", () => {
    const streamed = wav([1, 2, 3]);
    streamed.writeUInt32LE(0xffffffff, streamed.length - 6 - 4);
    expect([...parseWav(streamed).samples]).toEqual([1, 2, 3]);
  });

  it.each<[string, Buffer, RegExp]>([
    ["nothing", Buffer.alloc(0), /is not a WAV file; convert it with ffmpeg/],
    ["an MP3", Buffer.from("ID3\u0004 and so on and on"), /is not a WAV file/],
    ["mu-law", wav([1], { format: 7, bits: 8 }), /is compressed, or has 8 bits per sample; convert it with ffmpeg/],
    ["12 bits", wav([1], { bits: 12 }), /has 12 bits per sample/],
    ["six channels", wav([1, 2, 3, 4, 5, 6], { channels: 6 }), /has 6 channels, not one or two/],
    ["no sound", wav([]), /without audio/],
    ["no format", chunk("RIFF", Buffer.concat([Buffer.from("WAVE"), chunk("data", Buffer.alloc(4))])), /without audio/],
    ["a strange rate", wav([1], { rate: 384_000 }), /has a sample rate of 384000 Hz, not 4000 to 192000/],
    ["a rate of nothing", wav([1], { rate: 0 }), /has a sample rate of 0 Hz/],
    ["a broken head", wav([1]).subarray(0, 20), /without audio/],
  ])("that is %s is refused with a remedy", (_, file, message) => {
    expect(() => parseWav(file)).toThrow(message);
  });
});

describe("a recording", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "arkenos-audio-"));
    writeFileSync(join(folder, "hello.wav"), wav(Array.from({ length: 500 }, (_, index) => index)));
    writeFileSync(join(folder, "bad.wav"), "no");
    symlinkSync("/dev/null", join(folder, "link.wav"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is split into frames of 10 ms, with the last one padded", () => {
    const frames = readRecording("hello.wav", { ARKENOS_AUDIO_PATH: folder });
    expect(
      frames.map(({ sampleRate, samplesPerChannel, channels }) => [sampleRate, samplesPerChannel, channels]),
    ).toEqual(Array(3).fill([24_000, 240, 1]));
    expect([frames[1]?.data[0], frames[2]?.data[19], frames[2]?.data[20]]).toEqual([240, 499, 0]);
  });

  it.each([22_050, 11_025, 44_100, 96_000, 5_512])("at %i samples per second keeps its pitch", (rate) => {
    const tone = Array.from({ length: rate }, (_, at) => Math.round(8_000 * Math.sin((2 * Math.PI * 500 * at) / rate)));
    writeFileSync(join(folder, "tone.wav"), wav(tone, { rate }));
    const frames = readRecording("tone.wav", { ARKENOS_AUDIO_PATH: folder });
    const [{ sampleRate, samplesPerChannel } = { sampleRate: 0, samplesPerChannel: 0 }] = frames;
    expect(samplesPerChannel * 100).toBe(sampleRate);
    const samples = frames.flatMap(({ data }) => [...data]);
    expect(samples.length / sampleRate).toBeCloseTo(1, 1);
    const crossings = samples.filter((sample, at) => at > 0 && sample >= 0 !== (samples[at - 1] ?? 0) >= 0).length;
    expect(crossings / 2).toBeGreaterThan(480);
    expect(crossings / 2).toBeLessThan(520);
  });

  it("is beside the routing table by default", () => {
    expect(readRecording("hello.wav", { ARKENOS_STACK_OUTPUTS: join(folder, "outputs.json") })).toHaveLength(3);
  });

  it.each([
    ["does not exist", "gone.wav", /gone.wav does not exist; copy it there, or set ARKENOS_AUDIO_PATH/],
    ["is none", "bad.wav", /bad.wav is not a WAV file/],
    ["lies outside", "../hello.wav", /is not in the worker's ARKENOS_AUDIO_PATH/],
    ["is a symlink to a file outside", "link.wav", /is not in the worker's ARKENOS_AUDIO_PATH/],
    ["is anywhere", "/etc/passwd", /is not in the worker's ARKENOS_AUDIO_PATH/],
  ])("that %s is refused", (_, file, message) => {
    expect(() => readRecording(file, { ARKENOS_AUDIO_PATH: folder })).toThrow(message);
  });

  it("silence has the requested length", () => {
    expect(silence(100)).toHaveLength(10);
  });
});
