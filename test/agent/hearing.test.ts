import { EventEmitter } from "node:events";
import { initializeLogger, type stt, voice } from "@livekit/agents";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { watchHearing } from "../../agent/call/hearing.js";
import { FallbackStt } from "../../agent/models/fallback-stt.js";
import { STT as BrokenSTT } from "./fakes/broken.js";
import { STT } from "./fakes/voices.js";

const { UserStateChanged, UserInputTranscribed } = voice.AgentSessionEventTypes;
const silent = () => new BrokenSTT({ hangs: true });

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));

describe("a turn counts as missed", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function conversation(agentState = "listening", holdsCaller = false) {
    const stt = new FallbackStt([silent()]);
    const missed = vi.spyOn(stt, "transcriptMissing").mockReturnValue();
    const session = Object.assign(new EventEmitter(), { stt, agentState });
    watchHearing({ session, transferState: { holdsCaller } } as unknown as Parameters<typeof watchHearing>[0]);
    const speak = (milliseconds: number, pauseMs: number, transcript?: string) => {
      session.emit(UserStateChanged, { newState: "speaking" });
      vi.advanceTimersByTime(milliseconds);
      session.emit(UserStateChanged, { newState: "listening" });
      if (transcript !== undefined) session.emit(UserInputTranscribed, { transcript });
      vi.advanceTimersByTime(pauseMs);
    };
    return { missed, speak };
  }

  it("when the caller spoke and no transcript arrives", () => {
    const { missed, speak } = conversation();
    speak(1_500, 1_000);
    speak(800, 5_000);
    expect(missed).toHaveBeenCalledOnce();
    speak(1_500, 5_000, " ");
    expect(missed).toHaveBeenCalledTimes(2);
  });

  it("but not when anything was transcribed", () => {
    const { missed, speak } = conversation();
    speak(1_500, 5_000, "Hello?");
    expect(missed).not.toHaveBeenCalled();
  });

  it.each<[string, Parameters<typeof conversation>, number]>([
    ["a cough", [], 600],
    ["an echo of the agent", ["speaking"], 3_000],
    ["speech after a transfer", ["listening", true], 3_000],
  ])("but not when it is %s", (_, call, milliseconds) => {
    const { missed, speak } = conversation(...call);
    speak(milliseconds, 5_000);
    expect(missed).not.toHaveBeenCalled();
  });
});

describe("an STT that transcribes nothing", () => {
  const streams: stt.SpeechStream[] = [];
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });

  function listening(...models: stt.STT[]) {
    const failures: string[] = [];
    for (const [index, model] of models.entries())
      model.on("error", ({ error }) => failures.push(`${index}: ${error.message}`));
    const stt = new FallbackStt(models);
    stt.on("error", ({ error, recoverable }) => recoverable || failures.push(error.message.replace(/ after .*/, "")));
    streams.push(stt.stream({ connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 5_000 } }));
    return { stt, failures };
  }
  /** Streams start to run when their constructors have finished. */
  const begun = () => new Promise((resolve) => setTimeout(resolve, 50));
  const polling = { timeout: 5_000, interval: 10 };

  it("is replaced after three turns, and its fallback after one", async () => {
    const { stt, failures } = listening(silent(), silent(), new STT());
    const isOpen = (index: number) =>
      vi.waitFor(() => expect(stt.status.map(({ available }) => available).indexOf(true)).toBe(index), polling);
    await begun();
    for (const failed of [0, 0, 1]) {
      stt.transcriptMissing();
      expect(failures).toHaveLength(failed);
    }
    await isOpen(1);
    await begun();
    stt.transcriptMissing();
    await isOpen(2);
    expect(failures).toEqual(["0: produced no transcript", "1: produced no transcript"]);
  });

  it("fails when it is the last one", async () => {
    const { stt, failures } = listening(silent());
    await begun();
    for (let turn = 0; turn < 3; turn++) stt.transcriptMissing();
    await vi.waitFor(
      () => expect(failures).toEqual(["0: produced no transcript", "all STTs failed (broken.STT)"]),
      polling,
    );
  });

  it("and then recovers is not replaced", async () => {
    const { stt, failures } = listening(silent());
    await begun();
    for (const turn of [
      "transcriptMissing",
      "transcriptMissing",
      "transcriptReceived",
      "transcriptMissing",
      "transcriptMissing",
    ] as const)
      stt[turn]();
    expect(failures).toEqual([]);
  });
});
