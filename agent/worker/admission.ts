import { setTimeout as wait } from "node:timers/promises";
import type { JobRequest } from "@livekit/agents";

/** If LiveKit has not assigned a job by then, another worker has it. In milliseconds. */
const ASSIGNED_MS = 20_000;
const POLL_MS = 200;
/**
 * Just below LiveKit's default target load, 0.7.
 *
 * @see `DefaultTargetLoad` in livekit/livekit, pkg/agent
 */
const BELOW_TARGET = 0.69;

/** Decides which calls a worker accepts: up to a limit, and none while it drains. */
export class Admission {
  readonly #maxCalls: number;
  readonly #running: () => number;
  #starting = 0;
  #closed = false;

  /** @param running returns the number of calls that have a process */
  constructor(maxCalls: number, running: () => number) {
    this.#maxCalls = maxCalls;
    this.#running = running;
  }

  /** Number of active calls, and calls that wait for a process. */
  get calls(): number {
    return this.#running() + this.#starting;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** The number of calls divided by the limit. */
  get load(): number {
    return this.#closed ? 1 : this.calls / this.#maxCalls;
  }

  /**
   * The load reported to LiveKit: always below its target unless the worker drains. LiveKit sends no calls to a worker at
   * the target and reads the load only every 2.5 s, so calls right after a hang-up would not be answered. `admit` rejects
   * calls over the limit.
   */
  get reportedLoad(): number {
    return this.#closed ? 1 : Math.min(this.load, 1) * BELOW_TARGET;
  }

  /** Accepts a call, or leaves it to another worker. Counts calls that arrive between two load reports. */
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
   * Stops accepting calls, and waits for the active ones. LiveKit's `drain` would also wait for processes that are still
   * starting, which do not receive the request.
   *
   * @returns whether all calls ended in time
   */
  async close(timeoutMs: number): Promise<boolean> {
    this.#closed = true;
    for (const end = Date.now() + timeoutMs; this.calls > 0;) {
      if (Date.now() >= end) return false;
      await wait(POLL_MS);
    }
    return true;
  }
}
