const START = Date.parse("2026-01-01T00:00:00Z");
const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** The state of a clock. */
export interface ClockReading {
  readonly inside: number;
  readonly advanced: number;
}

/** The cloud's clock. By default it advances only by one second per write, so that dates are the same in every run. */
export class Clock {
  readonly #outside: (() => Date) | undefined;
  #inside = START;
  #advanced = 0;

  constructor(outside?: () => Date) {
    this.#outside = outside;
  }

  /** The time. */
  now(): Date {
    return new Date((this.#outside?.().getTime() ?? this.#inside) + this.#advanced);
  }

  /** The time of a write. */
  tick(): Date {
    this.#inside += SECOND_MS;
    return this.now();
  }

  /** Advances by days. */
  advance(days: number): void {
    this.#advanced += days * DAY_MS;
  }

  /** Its state. */
  get reading(): ClockReading {
    return { inside: this.#inside, advanced: this.#advanced };
  }

  /** Restores a state. */
  set({ inside, advanced }: ClockReading): void {
    this.#inside = inside;
    this.#advanced = advanced;
  }

  /** Resets it. */
  reset(): void {
    this.#inside = START;
    this.#advanced = 0;
  }
}
