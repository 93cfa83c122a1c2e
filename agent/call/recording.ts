import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { ReadableStream } from "node:stream/web";
import type { voice } from "@livekit/agents";
import { AudioFrame } from "@livekit/rtc-node";
import { fileInside } from "../opened-folder.js";
import { parseWav } from "./wav.js";

type Environment = Readonly<Record<string, string | undefined>>;

type Playable = NonNullable<NonNullable<Parameters<voice.AgentSession["say"]>[1]>["audio"]>;

/** The sounds that come with this package. */
const SOUNDS = join(dirname(createRequire(import.meta.url).resolve("@arkenos/agent/package.json")), "sounds");
/** Frames of 10 ms are what a room takes. */
const FRAMES_PER_SECOND = 100;

/** A recording that cannot be played, and what to do about it. */
export class RecordingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RecordingError";
  }
}

/**
 * Reads a recording as frames of 10 ms, at the rate that it has.
 *
 * @param file its path in the folder `ARKENOS_AUDIO_PATH`, or else beside the routing table
 * @throws RecordingError
 */
export function readRecording(file: string, env: Environment): AudioFrame[] {
  const folder = resolve(
    env["ARKENOS_AUDIO_PATH"] || (env["ARKENOS_STACK_OUTPUTS"] ? dirname(env["ARKENOS_STACK_OUTPUTS"]) : "."),
  );
  try {
    const path = fileInside(folder, file);
    if (path === undefined)
      throw new RecordingError(
        `"${file}" is not in the worker's folder of recordings, ${folder}; write its path from there`,
      );
    return framesOfFile(path);
  } catch (error) {
    if (error instanceof RecordingError) throw error;
    const reason =
      error instanceof Error && "code" in error && error.code === "ENOENT"
        ? "is not there; put it there, or set ARKENOS_AUDIO_PATH"
        : error instanceof Error
          ? error.message
          : String(error);
    throw new RecordingError(`${resolve(folder, file)} ${reason}`);
  }
}

/** Reads a sound that comes with this package, such as `apology.wav`. */
export function builtInSound(name: string): AudioFrame[] {
  return framesOfFile(join(SOUNDS, name));
}

/** Frames as a session plays them: Node's streams and the browser's are one thing under two types. */
export function playable(frames: readonly AudioFrame[]): Playable {
  return ReadableStream.from(frames) as Playable;
}

/** Silence, for a caller who speaks first: a phone rings on until the room sends sound. */
export function silence(milliseconds: number, sampleRate = 24_000): AudioFrame[] {
  return framesOf(new Int16Array((sampleRate * milliseconds) / 1000), sampleRate);
}

function framesOfFile(path: string): AudioFrame[] {
  const { samples, sampleRate } = parseWav(readFileSync(path));
  return framesOf(samples, sampleRate);
}

function framesOf(samples: Int16Array, sampleRate: number): AudioFrame[] {
  const length = Math.round(sampleRate / FRAMES_PER_SECOND);
  return Array.from({ length: Math.ceil(samples.length / length) }, (_, index) => {
    const frame = new Int16Array(length);
    frame.set(samples.subarray(index * length, (index + 1) * length));
    return new AudioFrame(frame, sampleRate, 1, length);
  });
}
