import { setTimeout as wait } from "node:timers/promises";

/** Waits until a promise is settled, but no longer than this; what it was settled with does not matter. */
export async function within(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const settled = promise.then(
    () => {},
    () => {},
  );
  await Promise.race([settled, wait(milliseconds, undefined, { signal: over.signal }).catch(() => {})]);
  over.abort();
}
