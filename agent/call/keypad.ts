/** How long a caller may think between two digits. */
const PAUSE_MS = 2_000;
/** Callers end a number with it. */
const DONE = "#";
/** Longer numbers are nobody's: a line that buzzes must not fill a model's context. */
const MOST_DIGITS = 64;

/** Gathers what a caller presses, until `#` or a pause, into one number. */
export class Keypad {
  readonly #pressed: (digits: string) => void;
  readonly #pauseMs: number;
  #digits = "";
  #pause: NodeJS.Timeout | undefined;

  constructor(pressed: (digits: string) => void, pauseMs = PAUSE_MS) {
    this.#pressed = pressed;
    this.#pauseMs = pauseMs;
  }

  /** Takes a digit, `*`, `#` or a letter from A to D. */
  press(digit: string): void {
    clearTimeout(this.#pause);
    if (digit !== DONE) this.#digits += digit;
    if (digit === DONE || this.#digits.length >= MOST_DIGITS) return this.#finish();
    this.#pause = setTimeout(() => this.#finish(), this.#pauseMs);
  }

  /** Forgets what was pressed. */
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
