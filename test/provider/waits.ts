import { vi } from "vitest";

/** Longer than any wait before a retry, and shorter than any call may take. */
const LONGEST_WAIT_MS = 8_000;

/** From now on, waits before a retry take no time; calls still do. @returns the skipped waits, in milliseconds */
export function skipWaits(): number[] {
  const { setTimeout } = globalThis;
  const skipped: number[] = [];
  const atOnce = (act: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    if (ms > LONGEST_WAIT_MS) return setTimeout(act, ms, ...given);
    if (ms > 0) skipped.push(ms);
    return setTimeout(act, 0, ...given);
  };
  vi.stubGlobal("setTimeout", Object.assign(atOnce, setTimeout));
  return skipped;
}

/** Like {@link skipWaits}, but the clock advances, so that delayed effects in a cloud happen. */
export function passWaits(): void {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { setTimeout } = globalThis;
  const passed = (act: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    if (ms > LONGEST_WAIT_MS) return setTimeout(act, ms, ...given);
    return setTimeout(() => {
      vi.setSystemTime(Date.now() + ms);
      act(...given);
    }, 0);
  };
  vi.stubGlobal("setTimeout", Object.assign(passed, setTimeout));
}

/** Makes waits take their time again. */
export function waitAgain(): void {
  vi.useRealTimers();
  vi.unstubAllGlobals();
}
