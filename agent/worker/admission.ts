import { setTimeout as wait } from "node:timers/promises";
import type { JobRequest } from "@livekit/agents";

/** A job that LiveKit did not assign by then went to another worker. */
const ASSIGNED_MS = 20_000;
const LOOK_MS = 200;
/**
 * LiveKit's target is 0.7, unless a server of your own sets another one.
 *
 * @see `DefaultTargetLoad` in livekit/livekit, pkg/agent
 */
const BELOW_TARGET = 0.69;

/** Which calls a worker takes: so many at once, and none once its door is closed. */
export class Admission {
  readonly #most: number;
  readonly #running: () => number;
  #starting = 0;
  #closed = false;

  /** @param running how many calls have a process */
  constructor(most: number, running: () => number) {
    this.#most = most;
    this.#running = running;
  }

  /** Calls that are on, and those that wait for a process. */
  get calls(): number {
    return this.#running() + this.#starting;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Calls ÷ the most there may be. */
  get load(): number {
    return this.#closed ? 1 : this.calls / this.#most;
  }

  /**
   * What LiveKit is told: below its target while the door is open, since it sends no calls to a worker at the target,
   * and hears of the load every 2.5 s only. Callers who come right after another call has ended would ring for
   * nothing; `admit` rejects calls beyond the most.
   */
  get reportedLoad(): number {
    return this.#closed ? 1 : Math.min(this.load, 1) * BELOW_TARGET;
  }

  /** Takes a call or leaves it to another worker. LiveKit learns of the load now and then; calls that come at once are counted here. */
  async admit(request: Pick<JobRequest, "accept" | "reject">): Promise<void> {
    if (this.load >= 1) return request.reject();
    this.#starting += 1;
    try {
      await Promise.race([request.accept(), wait(ASSIGNED_MS, undefined, { ref: false })]);
    } finally {
      this.#starting -= 1;
    }
  }

  /**
   * Closes the door, and waits for those inside. LiveKit's own `drain` also waits for processes that
   * have not started yet, and they do not hear it.
   *
   * @returns whether all calls ended in time
   */
  async close(patienceMs: number): Promise<boolean> {
    this.#closed = true;
    for (const end = Date.now() + patienceMs; this.calls > 0;) {
      if (Date.now() >= end) return false;
      await wait(LOOK_MS);
    }
    return true;
  }
}
