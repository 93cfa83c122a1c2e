import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { ApiError } from "./errors.js";

/** The longest a cloud's `Retry-After` is obeyed, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/** Bounds of every retry: five tries in all, jittered, within some eight seconds. */
const POLICY = { retries: 4, minTimeout: 200, maxTimeout: 4_000, factor: 2, randomize: true } as const;

/**
 * Repeats a call that a cloud turned away (429), waiting as long as it asks; and, where repeating
 * can do no harm, one whose fate is unknown (5xx, no answer).
 *
 * @param repeatable whether doing it twice is the same as doing it once: reads, deletes, updates; not creates
 */
export function retrying<T>(repeatable: boolean, call: () => Promise<T>): Promise<T> {
  return pRetry(call, {
    ...POLICY,
    shouldRetry: ({ error }) => error instanceof ApiError && (error.refusedUnheard || (repeatable && error.uncertain)),
    onFailedAttempt: ({ error, retriesLeft }) => {
      const asked = error instanceof ApiError && retriesLeft > 0 ? error.retryAfterMs : undefined;
      return asked === undefined ? undefined : sleep(Math.min(asked, LONGEST_WAIT_MS));
    },
  });
}

/**
 * Makes an object whose creation must not be repeated blindly: after a failure that leaves its fate
 * open, it is looked for before it is made again.
 *
 * @returns the object, and whether it is the answer of `create` or was found
 */
export function creating<T>(
  create: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<{ wire: T; isNew: boolean }> {
  let uncertain = false;
  return pRetry(
    async () => {
      const made = uncertain ? await find() : undefined;
      uncertain = false;
      return made === undefined ? { wire: await create(), isNew: true } : { wire: made, isNew: false };
    },
    {
      ...POLICY,
      shouldRetry: ({ error }) => error instanceof ApiError && error.uncertain,
      onFailedAttempt: () => {
        uncertain = true;
      },
    },
  );
}
