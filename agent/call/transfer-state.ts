import { setTimeout as wait } from "node:timers/promises";
import type { HangUp } from "./hang-up.js";

/** How long the end of a call waits for the result of a pending transfer, in milliseconds. */
const PENDING_MS = 10_000;

/** The state of a call's transfer. A caller may leave because of it, and the agent must stay silent during and after it. */
export class TransferState {
  #attempt: Promise<boolean> | undefined;
  #holdsCaller = false;

  /** Whether the caller is on hold or transferred: the agent must not listen or speak. */
  get holdsCaller(): boolean {
    return this.#holdsCaller;
  }

  /** Runs a transfer. @throws the transfer's error */
  async attempt(transfer: () => Promise<void>): Promise<void> {
    this.#holdsCaller = true;
    const transferred = transfer();
    this.#attempt = transferred.then(
      () => true,
      () => (this.#holdsCaller = false),
    );
    await transferred;
  }

  /** Wraps `hangUp`, so that the end reason is `transferred` if the caller left because of a transfer. */
  withTransferReason(hangUp: HangUp): HangUp {
    return async (reason) => {
      if (reason !== "caller-hung-up" || this.#attempt === undefined) return hangUp(reason);
      const bound = new AbortController();
      const over = wait(PENDING_MS, false, { signal: bound.signal }).catch(() => false);
      const isTransferred = await Promise.race([this.#attempt, over]);
      bound.abort();
      return hangUp(isTransferred ? "transferred" : reason);
    };
  }
}
