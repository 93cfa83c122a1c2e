import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import pRetry, { AbortError } from "p-retry";
import { ApiError } from "./errors.js";

/** The longest a cloud's `Retry-After` is obeyed, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/** Bounds of every call: five tries in all, with jittered waits of at most 7.5 seconds together. */
const POLICY = { retries: 4, minTimeout: 250, maxTimeout: 4_000, factor: 2, randomize: true } as const;

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
  let uncertain: ApiError | undefined;
  const attempt = async () => {
    if (uncertain && lookUp) await refuseIfFound(lookUp, uncertain.unanswered ? LONGEST_LAG_MS : 0);
    uncertain = undefined;
    return call();
  };
  return pRetry(attempt, {
    ...POLICY,
    shouldRetry: ({ error }) =>
      error instanceof ApiError && (error.refusedUnheard || (error.uncertain && (repeatable || lookUp !== undefined))),
    onFailedAttempt: ({ error, retriesLeft }) => {
      uncertain = error instanceof ApiError && error.uncertain ? error : undefined;
      const asked = error instanceof ApiError && retriesLeft > 0 ? error.retryAfterMs : undefined;
      return asked === undefined ? undefined : sleep(Math.min(asked, LONGEST_WAIT_MS));
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

/**
 * Ends the retries of a creation that took effect, or whose fate cannot be learned. Where the answer itself was lost,
 * the object is looked for until no list can lag any more; a server that refused is believed at once.
 */
async function refuseIfFound(lookUp: () => Promise<unknown>, lagMs: number): Promise<void> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const wire = await lookUp().catch((error: unknown) => {
      throw new AbortError(error instanceof Error ? error : String(error));
    });
    if (wire !== undefined) throw new AbortError(new FoundError(wire));
    if (waited >= lagMs) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
