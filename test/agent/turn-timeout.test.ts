import { initializeLogger, llm } from "@livekit/agents";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { combinedLlm, combinedTts } from "../../agent/models/fallback.js";
import { TurnTimeout } from "../../agent/models/turn-timeout.js";
import { LLM, TTS } from "./fakes/broken.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
afterEach(() => vi.useRealTimers());

it("fallbacks share five seconds from the first failure, and each passes on its remaining time", () => {
  vi.useFakeTimers({ now: 0 });
  const timeout = new TurnTimeout();
  expect(timeout.next(4)).toBe(5_000);
  vi.setSystemTime(3_000);
  expect(timeout.next(3)).toBeCloseTo(1_667, -1);
  vi.setSystemTime(4_000);
  expect(timeout.next(2)).toBe(2_000);
  vi.setSystemTime(9_000);
  expect(timeout.next(1)).toBe(0);
});

describe.concurrent("of three models that never respond, the last has failed within five seconds of the first", () => {
  /** Milliseconds from the first failure until no model is left. */
  async function left(models: readonly (LLM | TTS)[], turn: AsyncIterable<unknown>): Promise<number> {
    const failed: number[] = [];
    for (const model of models) model.on("error", () => failed.push(Date.now()));
    for await (const _ of turn) expect.unreachable("none of them answers");
    return Date.now() - (failed[0] ?? 0);
  }

  const three = <M>(make: () => M): [M, M, M] => [make(), make(), make()];

  it("LLMs", async () => {
    const models = three(() => new LLM({ hangs: true }));
    const mind = combinedLlm(models);
    mind?.on("error", () => {});
    const turn = mind?.chat({ chatCtx: llm.ChatContext.empty() });
    expect(turn && (await left(models, turn))).toSatisfy((ms: number) => ms > 4_000 && ms < 7_500);
  }, 30_000);

  it("TTS", async () => {
    const models = three(() => new TTS({ hangs: true, streams: true }));
    const turn = combinedTts(models)?.stream();
    turn?.pushText("Good day.");
    turn?.endInput();
    expect(turn && (await left(models, turn))).toSatisfy((ms: number) => ms > 4_000 && ms < 7_500);
  }, 30_000);
});
