import { setTimeout as wait } from "node:timers/promises";
import type { HangUp } from "./hang-up.js";

/** How long the end of a call waits for a transfer that is under way: whether it worked, and that whoever was called is told. */
const PATIENCE_MS = 10_000;

/** A call's transfer: while it is under way the caller may leave for that reason, and afterwards the call is not the agent's. */
export class HandOver {
  #attempt: Promise<boolean> | undefined;
  #isDone = false;

  /** Whether the caller was handed over: the agent hears and says nothing more. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Makes a transfer. @throws what it throws */
  async attempt(transfer: () => Promise<void>): Promise<void> {
    const transferred = transfer();
    const attempt = transferred.then(
      () => (this.#isDone = true),
      () => false,
    );
    this.#attempt = attempt;
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
