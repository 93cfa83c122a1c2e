/** A timer at a moment of virtual time. */
interface Timer {
  readonly due: number;
  readonly order: number;
  readonly act: () => void;
}

/** Time in a history: it advances when a call is answered, or to the next timer when nothing else can happen. */
export class Clock {
  #now = 0;
  #timers: Timer[] = [];
  #set = 0;

  /** Milliseconds since the start of the history. */
  get now(): number {
    return this.#now;
  }

  /** Advances time. Timers that are due fire when they are polled. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** Schedules an action. @returns a function that cancels it */
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

  /** Advances to the next timer, and fires it. */
  fireNext(): void {
    const [next] = this.#timers.sort((one, other) => one.due - other.due || one.order - other.order);
    if (!next) return;
    this.#timers.shift();
    this.#now = Math.max(this.#now, next.due);
    next.act();
  }
}
