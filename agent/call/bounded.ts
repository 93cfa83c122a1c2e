import { within } from "./within.js";

/**
 * Waits for a promise, but no longer than this.
 *
 * @param what what takes the time, as the error says it: `Starting the session`
 * @throws Error when it takes longer, and whatever the promise is rejected with
 */
export async function bounded<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> {
  await within(milliseconds, promise);
  const late = new Error(`${what} took longer than ${milliseconds / 1_000} seconds`);
  return Promise.race([promise, Promise.reject(late)]);
}
