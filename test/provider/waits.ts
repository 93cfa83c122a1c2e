import { vi } from "vitest";

/** Longer than any wait before a retry, shorter than any call may take. */
const LONGEST_WAIT_MS = 8_000;

/** From now on, whoever waits before a retry waits no more; calls keep their time. */
export function skipWaits(): void {
  const { setTimeout } = globalThis;
  const atOnce = (act: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
    setTimeout(act, ms <= LONGEST_WAIT_MS ? 0 : ms, ...given);
  vi.stubGlobal("setTimeout", Object.assign(atOnce, setTimeout));
}

/** Waits take their time again. */
export function waitAgain(): void {
  vi.unstubAllGlobals();
}
