import type { Random } from "../live/fuzz/random.js";
import type { Clock } from "./clock.js";

/** Something that waits for its turn: a call at a cloud's door. */
type Turn = () => Promise<void>;

/** For how long nothing may happen before a history counts as stuck, in real milliseconds: a busy machine is slow. */
const PATIENCE_MS = 20_000;

/**
 * Lets one thing happen at a time. Calls that are made at once wait here, and the seed chooses which one the clouds
 * see next, so that the same seed plays the same history whatever the machine does.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #waiting: Turn[] = [];

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Puts something into the queue. */
  wait(turn: Turn): void {
    this.#waiting.push(turn);
  }

  /** Plays turns and timers until some work is over. @throws if nothing can happen any more before it is */
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
    // A retry may come before or after another call that is under way.
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

/** Until every promise that could go on has gone on. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
