/** Pause after which a number is complete, in milliseconds. */
const PAUSE_MS = 2_000;
/** Key that completes a number. */
const DONE = "#";
/** Longest number, so that noise on the line cannot fill the model's context. */
const MOST_DIGITS = 64;

/** Collects the digits that a caller presses until `#` or a pause. */
export class Keypad {
  readonly #pressed: (digits: string) => void;
  readonly #pauseMs: number;
  #digits = "";
  #pause: NodeJS.Timeout | undefined;

  constructor(pressed: (digits: string) => void, pauseMs = PAUSE_MS) {
    this.#pressed = pressed;
    this.#pauseMs = pauseMs;
  }

  /** Adds a digit, `*`, `#`, or a letter from A to D. */
  press(digit: string): void {
    clearTimeout(this.#pause);
    if (digit !== DONE) this.#digits += digit;
    if (digit === DONE || this.#digits.length >= MOST_DIGITS) return this.#finish();
    this.#pause = setTimeout(() => this.#finish(), this.#pauseMs);
  }

  /** Discards the collected digits. */
  close(): void {
    clearTimeout(this.#pause);
    this.#digits = "";
  }

  #finish(): void {
    const digits = this.#digits;
    this.#digits = "";
    if (digits !== "") this.#pressed(digits);
  }
}
