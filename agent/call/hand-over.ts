import { setTimeout as wait } from "node:timers/promises";
import type { HangUp } from "./hang-up.js";

/** How long the end of a call waits for a transfer that is under way: whether it worked, and that whoever was called is told. */
const PATIENCE_MS = 10_000;

/** A call's transfer: while it is under way the caller may leave for that reason, and afterwards the call is not the agent's. */
export class HandOver {
  #attempt: Promise<boolean> | undefined;
  #hasCaller = false;

  /** Whether the caller is with somebody else, or on hold on the way there: the agent neither hears nor asks anything. */
  get hasCaller(): boolean {
    return this.#hasCaller;
  }

  /** Makes a transfer. @throws what it throws */
  async attempt(transfer: () => Promise<void>): Promise<void> {
    this.#hasCaller = true;
    const transferred = transfer();
    this.#attempt = transferred.then(
      () => true,
      () => (this.#hasCaller = false),
    );
    await transferred;
  }

  /** Hangs up, and where the caller left for a transfer, says so. */
  naming(hangUp: HangUp): HangUp {
    return async (reason) => {
      if (reason !== "caller-hung-up" || this.#attempt === undefined) return hangUp(reason);
      const bound = new AbortController();
      const over = wait(PATIENCE_MS, false, { signal: bound.signal }).catch(() => false);
      const isTransferred = await Promise.race([this.#attempt, over]);
      bound.abort();
      return hangUp(isTransferred ? "transferred" : reason);
    };
  }
}
