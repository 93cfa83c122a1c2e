import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import pRetry, { AbortError } from "p-retry";
import { ApiError } from "./errors.js";

/** The longest a cloud's `Retry-After` is obeyed, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/** Tries of every call in all. */
const TRIES = 5;

/** The longest that all waits of a call take together, in milliseconds; a cloud's `Retry-After` is obeyed beyond it. */
const PATIENCE_MS = 7_500;

/** How long a cloud's list may lag behind a write, in milliseconds: what is missing until then may exist. */
export const LONGEST_LAG_MS = 5_000;

/** How often a lost object is looked for meanwhile, in milliseconds. */
const LOOK_EVERY_MS = 500;

/** Looks for the object that the creation under way may have made. */
const lookups = new AsyncLocalStorage<() => Promise<unknown>>();

/**
 * Makes a call to a cloud. One that was turned away (429) is repeated, after as long as the cloud
 * asks. One whose fate is unknown (5xx, no answer) is repeated where that can do no harm; otherwise
 * only within `creating`, after the object was looked for.
 *
 * This is the only loop of retries: it surrounds single calls, so loops cannot multiply.
 *
 * @param repeatable whether doing it twice is the same as doing it once: reads, deletes, updates, purchases; not creates
 */
export function retrying<T>(repeatable: boolean, call: () => Promise<T>): Promise<T> {
  const lookUp = repeatable ? undefined : lookups.getStore();
  let left = PATIENCE_MS;
  const wait = async (ms: number) => {
    const waited = Math.min(ms, left);
    left -= waited;
    await new Promise((resolve) => setTimeout(resolve, waited));
  };
  let uncertain: ApiError | undefined;
  const attempt = async () => {
    // A server that refused is believed at once; an answer that was lost, only when no list can lag any more.
    const lagMs = uncertain?.unanswered ? Math.min(LONGEST_LAG_MS, left) : 0;
    if (uncertain && lookUp) await refuseIfFound(lookUp, lagMs, wait);
    uncertain = undefined;
    return call();
  };
  const isRepeated = (error: Error): error is ApiError =>
    error instanceof ApiError && (error.refusedUnheard || (error.uncertain && (repeatable || lookUp !== undefined)));
  return pRetry(attempt, {
    retries: TRIES - 1,
    minTimeout: 0,
    shouldRetry: ({ error }) => isRepeated(error),
    // It is asked before `shouldRetry` is: what is not repeated waits for nothing.
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (!isRepeated(error) || retriesLeft === 0) return;
      uncertain = error.uncertain ? error : undefined;
      if (error.retryAfterMs !== undefined) await sleep(Math.min(error.retryAfterMs, LONGEST_WAIT_MS));
      else await wait((1 + Math.random()) * 250 * 2 ** (attemptNumber - 1));
    },
  });
}

/**
 * Makes an object whose creation must not be repeated blindly: after a failure that leaves its fate
 * open, it is looked for before it is made again.
 *
 * @param find looks for the object; its own calls are repeated like any other, so its failure is final
 * @returns the object, and whether it is the answer of `create` or was found
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

/** The object exists: it takes the place of the answer that was lost. An error, to pass through a cloud's SDK. */
class FoundError extends Error {
  readonly wire: unknown;

  constructor(wire: unknown) {
    super("the object was made by a call whose answer was lost");
    this.wire = wire;
  }
}

/** Ends the retries of a creation that took effect, or whose fate cannot be learned. */
async function refuseIfFound(
  lookUp: () => Promise<unknown>,
  lagMs: number,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const wire = await lookUp().catch((error: unknown) => {
      throw new AbortError(error instanceof Error ? error : String(error));
    });
    if (wire !== undefined) throw new AbortError(new FoundError(wire));
    if (waited >= lagMs) return;
    await wait(LOOK_EVERY_MS);
  }
}
