import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { deadline } from "../../agent/tools/deadline.js";

const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

it("a timer fires although nothing refers to it and memory was collected in the meantime", async () => {
  setFlagsFromString("--expose-gc");
  const clearMemory = runInNewContext("gc") as () => void;
  const over = Array.from({ length: 50 }, () => ended(deadline(150, new AbortController().signal).signal));
  for (let time = 0; time < 5; time++) {
    clearMemory();
    await wait(10);
  }
  await Promise.all(over);
});

it("aborted work ends at once, and does not count as late", async () => {
  const call = new AbortController();
  const limit = deadline(60_000, call.signal);
  call.abort();
  expect([limit.signal.aborted, limit.isOver()]).toEqual([true, false]);
  limit.clear();
  const early = deadline(60_000, call.signal);
  expect(early.signal.aborted).toBe(true);
  early.clear();
});

it("late work is reported as late, and work done in time is not", async () => {
  const [late, done] = [deadline(1), deadline(1)];
  done.clear();
  await ended(late.signal);
  expect([late.isOver(), done.isOver(), done.signal.aborted]).toEqual([true, false, false]);
});
