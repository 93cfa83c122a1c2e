import { setTimeout as sleep } from "node:timers/promises";
import type { PhoneCall } from "../../live/caller/phone.js";
import { until } from "../../live/stack/until.js";
import type { CallLab } from "./calls.js";

/** The time limit of a rush, and how long it may stall before the calls that still ring count as unanswered. */
const LONGEST_MS = 180_000;
const STILL_MS = 15_000;
const LOOK_MS = 100;

/** The outcomes of simultaneous calls. */
export interface Rush {
  /** From the INVITE to the first sound of the greeting, in milliseconds, for each call that heard one. */
  readonly heardAfter: readonly number[];
  /** Calls that rang until the end or were refused. */
  readonly waiting: number;
  /** Calls that were answered but heard nothing. */
  readonly silent: number;
}

/**
 * Calls a number this many times at once. All calls stay open until each has heard its greeting, or the rush stalls.
 */
export async function rush(lab: CallLab, number: string, count: number): Promise<Rush> {
  const callers = Array.from({ length: count }, (_, index) => `+1510556${String(index).padStart(4, "0")}`);
  const calls = await Promise.all(callers.map((caller) => lab.dial(number, caller)));
  try {
    await settled(calls);
    const heardAfter = calls.flatMap(({ timings }) => timings.firstSoundMs ?? []);
    const silent = calls.filter((call) => call.isAnswered && call.timings.firstSoundMs === undefined).length;
    await Promise.allSettled(calls.map((call) => (call.isAnswered ? call.hangUp() : call.cancel())));
    await until("no room is left", async () => (await lab.rooms()) === 0, { forMs: 60_000 });
    return { heardAfter, silent, waiting: count - heardAfter.length - silent };
  } finally {
    for (const call of calls) call.close();
  }
}

async function settled(calls: readonly PhoneCall[]): Promise<void> {
  const began = performance.now();
  for (let [heard, since] = [0, began]; performance.now() - began < LONGEST_MS;) {
    const now = calls.filter(({ timings }) => timings.firstSoundMs !== undefined).length;
    if (now === calls.length) return;
    if (now > heard) [heard, since] = [now, performance.now()];
    if (heard > 0 && performance.now() - since > STILL_MS) return;
    await sleep(LOOK_MS);
  }
}
