/** A stream of random choices from a seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Whether an event of this probability happens. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of a list. */
  pick<Item>(list: readonly Item[]): Item {
    return list[Math.floor(this.fraction() * list.length)] as Item;
  }

  /** Up to three items of a list, or up to `max`; items may repeat. */
  some<Item>(list: readonly Item[], max = 3): Item[] {
    return Array.from({ length: Math.floor(this.fraction() * (max + 1)) }, () => this.pick(list));
  }

  /** A number from 0 (inclusive) to 1 (exclusive). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  }
}
