/** Something that is due at a moment of the virtual time. */
interface Timer {
  readonly due: number;
  readonly order: number;
  readonly act: () => void;
}

/** Time in a history: it moves when a call is answered, or to the next timer when nothing else can happen. */
export class Clock {
  #now = 0;
  #timers: Timer[] = [];
  #set = 0;

  /** Milliseconds since the beginning of the history. */
  get now(): number {
    return this.#now;
  }

  /** Lets time pass. Timers that became due fire when they are asked to. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** Does something later. @returns what takes it back */
  after(ms: number, act: () => void): () => void {
    const timer = { due: this.#now + Math.max(0, ms), order: this.#set++, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Whether a timer is set. */
  get isWaiting(): boolean {
    return this.#timers.length > 0;
  }

  /** Moves to the timer that is due first, and fires it. */
  fireNext(): void {
    const [next] = this.#timers.sort((one, other) => one.due - other.due || one.order - other.order);
    if (!next) return;
    this.#timers.shift();
    this.#now = Math.max(this.#now, next.due);
    next.act();
  }
}
