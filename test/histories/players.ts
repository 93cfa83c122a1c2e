import { fork } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import type { Scope } from "./history.js";

/** A player's task. */
export interface Order {
  readonly seed: number;
  /** What its history covers. */
  readonly scope: Scope;
}

/** The result of a seed's history. */
export interface Result {
  readonly seed: number;
  /** The errors, as text for a person; undefined if there are none. */
  readonly report?: string;
}

/**
 * Memory for a history's garbage, in megabytes: with less, garbage collection takes a seventh of the time. Pulumi's SDK
 * records the stack of each promise, which takes an eighth with Node's default of ten frames.
 */
const YOUNG_MB = 64;
const OPTIONS = [`--min-semi-space-size=${YOUNG_MB}`, `--max-semi-space-size=${YOUNG_MB}`, "--stack-trace-limit=2"];

/**
 * Plays the histories of seeds in several processes, and yields their results in the order of the seeds, whichever
 * finishes first. Stops its processes on return.
 */
export async function* playedInOrder(orders: Iterable<Order>, players: number): AsyncGenerator<Result> {
  const queue = orders[Symbol.iterator]();
  const results = new Map<number, Result>();
  const bell = new EventEmitter();
  let begun = 0;
  const playing = Array.from({ length: players }, () => new Player());
  const playAll = async (player: Player) => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      const index = begun++;
      results.set(index, await player.play(next.value));
      bell.emit("result");
    }
  };
  let isOver = false;
  const all = Promise.all(playing.map(playAll)).then(() => (isOver = true));
  try {
    for (let index = 0; ; index++) {
      for (let result = results.get(index); ; result = results.get(index)) {
        if (result !== undefined) {
          results.delete(index);
          yield result;
          break;
        }
        if (isOver) return;
        await Promise.race([once(bell, "result"), all]);
      }
    }
  } finally {
    all.catch(() => undefined);
    for (const player of playing) player.end();
  }
}

/** A process that plays one history at a time. */
class Player {
  readonly #process = fork(join(import.meta.dirname, "player.js"), { execArgv: OPTIONS });
  readonly #ended = once(this.#process, "exit").then(([code]): never => {
    throw new Error(`a process that plays histories ended with code ${code}`);
  });

  constructor() {
    this.#ended.catch(() => undefined);
  }

  async play(order: Order): Promise<Result> {
    this.#process.send(order);
    const [result] = (await Promise.race([once(this.#process, "message"), this.#ended])) as [Result];
    return result;
  }

  end(): void {
    if (this.#process.connected) this.#process.disconnect();
  }
}
