import { shown } from "@arkenos/provider/text";
import type { Writable } from "node:stream";

const FRAMES = ["◒", "◐", "◓", "◑"] as const;
/** Back to the line's beginning, and everything on it away. */
const ERASE = "\r\u001b[2K";

/**
 * One line that says what is under way, and turns. Those of the libraries take the keyboard, and with it Ctrl-C, which
 * here is the run's.
 */
export class Spinner {
  readonly #output: Writable;
  readonly #columns: number;
  readonly #timer: NodeJS.Timeout;
  #text: string;
  #turn = 0;

  constructor(output: Writable, columns: number, text: string) {
    this.#output = output;
    this.#columns = columns;
    this.#text = text;
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), 120);
  }

  /** Shows another text from now on. */
  say(text: string): void {
    this.#text = text;
    this.#draw();
  }

  /** Takes the line off the screen. */
  end(): void {
    clearInterval(this.#timer);
    this.#output.write(ERASE);
  }

  #draw(): void {
    const frame = FRAMES[this.#turn++ % FRAMES.length];
    // A line that the terminal wraps could not be taken off again.
    this.#output.write(`${ERASE}${`${frame} ${shown(this.#text)}`.slice(0, this.#columns - 1)}`);
  }
}
