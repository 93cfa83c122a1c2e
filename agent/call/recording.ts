import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { ReadableStream } from "node:stream/web";
import type { voice } from "@livekit/agents";
import { AudioFrame, AudioResampler } from "@livekit/rtc-node";
import { type ProblemDetail, ProblemError } from "../contract/problem.js";
import { fileInside } from "../opened-folder.js";
import { parseWav } from "./wav.js";

type Environment = Readonly<Record<string, string | undefined>>;

type Playable = NonNullable<NonNullable<Parameters<voice.AgentSession["say"]>[1]>["audio"]>;

/** The folder of this package's sounds. */
const SOUNDS = join(dirname(createRequire(import.meta.url).resolve("@arkenos/agent/package.json")), "sounds");
/** A room takes frames of 10 ms. */
const FRAMES_PER_SECOND = 100;
/** Sample rate of a session's speech, in Hz. */
const USUAL_RATE = 24_000;

/** A recording cannot be played. The message says how to fix it. */
class RecordingError extends ProblemError {}

/**
 * Reads a recording as frames of 10 ms. Resamples it if its rate does not divide into such frames.
 *
 * @param file path in `ARKENOS_AUDIO_PATH`, or else in the folder of the routing table
 * @param rate sample rate of the frames, in Hz. @default the recording's rate
 * @throws RecordingError
 */
export function readRecording(file: string, env: Environment, rate?: number): AudioFrame[] {
  const folder = resolve(
    env["ARKENOS_AUDIO_PATH"] || (env["ARKENOS_STACK_OUTPUTS"] ? dirname(env["ARKENOS_STACK_OUTPUTS"]) : "."),
  );
  try {
    const path = fileInside(folder, file);
    if (path === undefined)
      throw new RecordingError({
        code: "outside_folder",
        message: `"${file}" is not in the worker's ARKENOS_AUDIO_PATH, ${folder}`,
        remedy: "write a path relative to that folder",
      });
    return framesOfFile(path, rate);
  } catch (error) {
    if (error instanceof RecordingError) throw error;
    const detail = unreadable(error);
    throw new RecordingError({ ...detail, message: `${resolve(folder, file)} ${detail.message}` });
  }
}

function unreadable(error: unknown): ProblemDetail {
  if (error instanceof ProblemError) return error.detail;
  if (error instanceof Error && "code" in error && error.code === "ENOENT")
    return {
      code: "missing_recording",
      message: "does not exist",
      remedy: "copy it there, or set ARKENOS_AUDIO_PATH",
    };
  return {
    /** A recording that cannot be read. */ code: "unreadable_recording",
    message: error instanceof Error ? error.message : String(error),
  };
}

/** Reads one of this package's sounds, such as `apology.wav`. */
export function builtInSound(name: string): AudioFrame[] {
  return framesOfFile(join(SOUNDS, name));
}

/** A stream of frames for `session.say`. Node's and the browser's stream types differ only in name. */
export function playable(frames: readonly AudioFrame[]): Playable {
  return ReadableStream.from(frames) as Playable;
}

/** Silence, for a caller who speaks first: the phone keeps ringing until the room sends audio. */
export function silence(milliseconds: number, sampleRate = USUAL_RATE): AudioFrame[] {
  return framesOf(new Int16Array((sampleRate * milliseconds) / 1000), sampleRate);
}

function framesOfFile(path: string, rate?: number): AudioFrame[] {
  const { samples, sampleRate } = parseWav(readFileSync(path));
  const isPlayable = sampleRate >= 8_000 && sampleRate <= 48_000 && sampleRate % FRAMES_PER_SECOND === 0;
  const wanted = rate ?? (isPlayable ? sampleRate : USUAL_RATE);
  return framesOf(wanted === sampleRate ? samples : resampled(samples, sampleRate, wanted), wanted);
}

/** The same sound at another rate. For example, 22,050 Hz does not divide into frames of 10 ms. */
function resampled(samples: Int16Array, sampleRate: number, wanted: number): Int16Array {
  const resampler = new AudioResampler(sampleRate, wanted, 1);
  const frames = [...resampler.push(new AudioFrame(samples, sampleRate, 1, samples.length)), ...resampler.flush()].map(
    ({ data }) => data,
  );
  resampler.close();
  const whole = new Int16Array(frames.reduce((length, frame) => length + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    whole.set(frame, at);
    at += frame.length;
  }
  return whole;
}

function framesOf(samples: Int16Array, sampleRate: number): AudioFrame[] {
  const length = Math.round(sampleRate / FRAMES_PER_SECOND);
  return Array.from({ length: Math.ceil(samples.length / length) }, (_, index) => {
    const frame = new Int16Array(length);
    frame.set(samples.subarray(index * length, (index + 1) * length));
    return new AudioFrame(frame, sampleRate, 1, length);
  });
}
