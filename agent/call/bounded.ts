import { within } from "./within.js";

/**
 * Waits for a promise with a time limit.
 *
 * @param what subject of the error message: `Starting the session`
 * @throws Error at the time limit, or the promise's own rejection
 */
export async function bounded<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> {
  await within(milliseconds, promise);
  const late = new Error(`${what} took longer than ${milliseconds / 1_000} seconds`);
  return Promise.race([promise, Promise.reject(late)]);
}
