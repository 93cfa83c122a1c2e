import { shown } from "@arkenos/provider/text";
import type { Writable } from "node:stream";

const FRAMES = ["◒", "◐", "◓", "◑"] as const;
/** Clears the line. */
const ERASE = "\r\u001b[2K";

/**
 * A line with a spinner. The libraries' spinners take over the keyboard and with it Ctrl-C, which must reach the run.
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

  /** Changes the text. */
  update(text: string): void {
    this.#text = text;
    this.#draw();
  }

  /** Clears the line. */
  end(): void {
    clearInterval(this.#timer);
    this.#output.write(ERASE);
  }

  #draw(): void {
    const frame = FRAMES[this.#turn++ % FRAMES.length];
    // A wrapped line could not be cleared.
    this.#output.write(`${ERASE}${`${frame} ${shown(this.#text)}`.slice(0, this.#columns - 1)}`);
  }
}
