import { Lag } from "./lag.js";

/**
 * A fault for the next calls of one operation.
 *
 * - `refuse`: an error answer, before the call takes effect. 429 may carry `Retry-After`.
 * - `drop`: the call takes effect, then the connection is cut without an answer.
 * - `lose`: the connection is cut before the call takes effect.
 * - `hang`: the call has no effect and no answer; the caller waits until it gives up.
 * - `delay`: the call takes effect after `ms` milliseconds.
 * - `stale`: a read repeats its answer to the last call with this path and query.
 * - `lag`: a Twilio list shows the state of `ms` milliseconds ago. A write takes effect without an answer, and no list
 *   shows it for that long.
 */
export type Fault =
  | { readonly kind: "refuse"; readonly status: 429 | 500 | 502 | 503; readonly retryAfterSeconds?: number }
  | { readonly kind: "drop" }
  | { readonly kind: "lose" }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "stale" }
  | { readonly kind: "hang" }
  | { readonly kind: "lag"; readonly ms: number };

/** A fault, or a gate that holds a call before it meets one. */
type Waiting = Fault | { readonly kind: "hold"; readonly enter: () => Promise<void>; readonly then: Fault | undefined };

/** A call that is held before it reaches the server. */
export interface Held {
  /** Settles when the call has arrived; it has had no effect yet. */
  readonly arrived: Promise<void>;
  /** Releases the call. */
  release(): void;
}

/** Planned faults, by operation: the name of an RPC or OpenAPI operation. */
export class Faults {
  /** The last answer of each read, by method, path and body, for `stale`. */
  readonly lastReads = new Map<string, () => Response>();
  /** What lists show while they lag. */
  readonly lag = new Lag();
  #waiting = new Map<string, Waiting[]>();

  /**
   * Makes the next calls of an operation fail.
   *
   * @example The purchase takes effect, and the buyer gets no response
   * twilio.faults.next("CreateIncomingPhoneNumber", { kind: "drop" });
   */
  next(operation: string, fault: Fault, times = 1): void {
    this.#queue(operation).push(...Array<Fault>(times).fill(fault));
  }

  /** Holds the next call of an operation, so that a test can act while it is in flight. Then it may meet a fault. */
  hold(operation: string, then?: Fault): Held {
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
      then,
    });
    return { arrived, release };
  }

  /** The fault for this call, if any; it is used up. */
  take(operation: string): Waiting | undefined {
    return this.#waiting.get(operation)?.shift();
  }

  /** Whether a pending fault makes lists lag. */
  get expectsLag(): boolean {
    const waiting = [...this.#waiting.values()].flat();
    return waiting.some((fault) => (fault.kind === "hold" ? fault.then : fault)?.kind === "lag");
  }

  /** Clears all pending faults and the recorded reads. */
  clear(): void {
    this.#waiting.clear();
    this.lastReads.clear();
    this.lag.clear();
  }

  #queue(operation: string) {
    const queue = this.#waiting.get(operation) ?? [];
    this.#waiting.set(operation, queue);
    return queue;
  }
}
