import { setTimeout as wait } from "node:timers/promises";

/** Waits until a promise settles or the time is over, whichever comes first, and ignores the result. */
export async function within(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const settled = promise.then(
    () => {},
    () => {},
  );
  await Promise.race([settled, wait(milliseconds, undefined, { signal: over.signal }).catch(() => {})]);
  over.abort();
}
