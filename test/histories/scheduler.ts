import type { Random } from "../live/fuzz/random.js";
import type { Clock } from "./clock.js";

/** A queued action: a call that is about to reach a cloud. */
type Turn = () => Promise<void>;

/** How long a history may stall before it counts as stuck, in real milliseconds: a busy machine is slow. */
const PATIENCE_MS = 20_000;

/**
 * Runs one action at a time. Simultaneous calls wait here, and the seed selects the one that the clouds see next, so
 * that a seed always plays the same history, on any machine.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #waiting: Turn[] = [];

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Adds an action to the queue. */
  wait(turn: Turn): void {
    this.#waiting.push(turn);
  }

  /** Runs actions and timers until some work is done. @throws if nothing can happen before that */
  async untilDone<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const end = () => void (over = true);
    work.then(end, end);
    for (let lastTurn = performance.now(); ;) {
      await quiet();
      if (over) return work;
      if (await this.#next()) lastTurn = performance.now();
      else if (performance.now() - lastTurn > PATIENCE_MS)
        throw new Error("the history is stuck: something waits for what never comes");
    }
  }

  async #next(): Promise<boolean> {
    const choices: Turn[] = [...this.#waiting];
    // A retry may come before or after another call in flight.
    if (this.#clock.isWaiting && (choices.length === 0 || this.#random.chance(0.1))) {
      this.#clock.fireNext();
      return true;
    }
    if (choices.length === 0) return false;
    const turn = this.#random.pick(choices);
    this.#waiting.splice(this.#waiting.indexOf(turn), 1);
    await turn();
    return true;
  }
}

/** Until every promise that can continue has continued. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
