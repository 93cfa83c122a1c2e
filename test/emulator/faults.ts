/**
 * What can be made to go wrong with the next calls of one operation.
 *
 * - `refuse`: an error answer, before anything happened. 429 may carry `Retry-After`.
 * - `drop`: the call takes effect, then the connection is cut without an answer.
 * - `lose`: the connection is cut before anything happened.
 * - `delay`: the call takes effect after `ms` milliseconds.
 * - `stale`: a read answers with what it answered the last time it was made with this path and query.
 */
export type Fault =
  | { readonly kind: "refuse"; readonly status: 429 | 500 | 502 | 503; readonly retryAfterSeconds?: number }
  | { readonly kind: "drop" }
  | { readonly kind: "lose" }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "stale" };

/** A call that waits at the server's door until it is let in. */
export interface Held {
  /** Settles when the call has arrived; it has had no effect yet. */
  readonly arrived: Promise<void>;
  /** Lets the call take effect. */
  release(): void;
}

/** Faults waiting for their call, by operation: an RPC's or an OpenAPI operation's name. */
export class Faults {
  /** What each read answered the last time, by method, path and body, for `stale`. */
  readonly lastReads = new Map<string, Response>();
  #waiting = new Map<string, (Fault | { readonly kind: "hold"; readonly enter: () => Promise<void> })[]>();

  /**
   * Makes the next calls of an operation fail.
   *
   * @example The purchase happens, the buyer never hears of it
   * twilio.faults.next("CreateIncomingPhoneNumber", { kind: "drop" });
   */
  next(operation: string, fault: Fault, times = 1): void {
    this.#queue(operation).push(...Array<Fault>(times).fill(fault));
  }

  /** Keeps the next call of an operation waiting, so that a test can act while it is under way. */
  hold(operation: string): Held {
    let arrive = (): void => undefined;
    let release = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    this.#queue(operation).push({
      kind: "hold",
      enter: () => {
        arrive();
        return released;
      },
    });
    return { arrived, release };
  }

  /** The fault that meets this call, if any; it is used up. */
  take(operation: string): Fault | { readonly kind: "hold"; readonly enter: () => Promise<void> } | undefined {
    return this.#waiting.get(operation)?.shift();
  }

  /** Forgets all faults that have not met their call, and what reads answered. */
  clear(): void {
    this.#waiting.clear();
    this.lastReads.clear();
  }

  #queue(operation: string) {
    const queue = this.#waiting.get(operation) ?? [];
    this.#waiting.set(operation, queue);
    return queue;
  }
}
