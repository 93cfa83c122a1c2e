import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import pRetry, { AbortError } from "p-retry";
import { ApiError } from "./errors.js";

/** The longest `Retry-After` of a cloud that is honored, in milliseconds. */
const MAX_RETRY_AFTER_MS = 30_000;

/** The maximum number of attempts per call. */
const MAX_ATTEMPTS = 5;

/** The longest total wait of a call, in milliseconds. A cloud's `Retry-After` is honored beyond it. */
const MAX_TOTAL_WAIT_MS = 7_500;

/**
 * How long a cloud's list may lag behind a write, in milliseconds. Until then, an object that is missing from it may
 * exist.
 */
export const MAX_LIST_LAG_MS = 5_000;

/** How often a lost object is looked up during that time, in milliseconds. */
const POLL_INTERVAL_MS = 500;

/** Looks up the object that the current creation may have made. */
const lookups = new AsyncLocalStorage<() => Promise<unknown>>();

/**
 * Makes a call to a cloud with retries. A call that was rate limited (429) is repeated after the delay that the cloud
 * asks for. A call with an unknown outcome (5xx, no answer) is repeated if that is harmless; otherwise it is repeated
 * only within `creating`, after a lookup of the object.
 *
 * This is the only retry loop. It surrounds single calls, so loops cannot multiply.
 *
 * @param repeatable whether repeating the call has the same effect as making it once: true for reads, deletes, updates
 * and purchases, false for creates
 */
export function retrying<T>(repeatable: boolean, call: () => Promise<T>): Promise<T> {
  const lookUp = repeatable ? undefined : lookups.getStore();
  let left = MAX_TOTAL_WAIT_MS;
  const wait = async (ms: number) => {
    const waited = Math.min(ms, left);
    left -= waited;
    await new Promise((resolve) => setTimeout(resolve, waited));
  };
  let uncertain: ApiError | undefined;
  const attempt = async () => {
    // After a refusal, one lookup is enough. After a lost answer, look until no list can lag anymore.
    const lagMs = uncertain?.unanswered ? Math.min(MAX_LIST_LAG_MS, left) : 0;
    if (uncertain && lookUp) await refuseIfFound(lookUp, lagMs, wait);
    uncertain = undefined;
    return call();
  };
  const isRepeated = (error: Error): error is ApiError =>
    error instanceof ApiError && (error.rateLimited || (error.uncertain && (repeatable || lookUp !== undefined)));
  return pRetry(attempt, {
    retries: MAX_ATTEMPTS - 1,
    minTimeout: 0,
    shouldRetry: ({ error }) => isRepeated(error),
    // p-retry calls this before `shouldRetry`: do not wait for an error that will not be retried.
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (!isRepeated(error) || retriesLeft === 0) return;
      uncertain = error.uncertain ? error : undefined;
      if (error.retryAfterMs !== undefined) await sleep(Math.min(error.retryAfterMs, MAX_RETRY_AFTER_MS));
      else await wait((1 + Math.random()) * 250 * 2 ** (attemptNumber - 1));
    },
  });
}

/**
 * Creates an object that must not be created twice: after a failure with an unknown outcome, looks the object up before
 * the next attempt.
 *
 * @param find looks up the object; its own calls are retried, so its failure is final
 * @returns the object, and whether `create` returned it or it was found
 */
export async function creating<T>(
  create: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<{ wire: T; isNew: boolean }> {
  try {
    return { wire: await lookups.run(find, create), isNew: true };
  } catch (error) {
    if (error instanceof FoundError) return { wire: error.wire as T, isNew: false };
    throw error;
  }
}

/** The object exists and replaces the lost answer. It is an error so that it passes through a cloud's SDK. */
class FoundError extends Error {
  readonly wire: unknown;

  constructor(wire: unknown) {
    super("the object was made by a call whose answer was lost");
    this.wire = wire;
  }
}

/** Stops retrying a creation that took effect or whose outcome cannot be determined. */
async function refuseIfFound(
  lookUp: () => Promise<unknown>,
  lagMs: number,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  for (let waited = 0; ; waited += POLL_INTERVAL_MS) {
    const wire = await lookUp().catch((error: unknown) => {
      throw new AbortError(error instanceof Error ? error : String(error));
    });
    if (wire !== undefined) throw new AbortError(new FoundError(wire));
    if (waited >= lagMs) return;
    await wait(POLL_INTERVAL_MS);
  }
}
