import { shown } from "@arkenos/provider/text";
import stringWidth from "string-width";
import type { Io } from "./io.js";

const FRAMES = ["◒", "◐", "◓", "◑"] as const;
/** Clears the rest of the line. */
const ERASE_REST = "\u001b[K";

/**
 * A line with a spinner. The libraries' spinners take over the keyboard and with it Ctrl-C, which must reach the run. Each
 * change is one write that overwrites before it erases, so that the line does not flicker.
 */
export class Spinner {
  readonly #io: Io;
  readonly #timer: NodeJS.Timeout;
  #text: string;
  #turn = 0;

  constructor(io: Io, text: string) {
    this.#io = io;
    this.#text = text;
    this.#draw();
    this.#timer = setInterval(() => {
      this.#turn++;
      this.#draw();
    }, 120);
  }

  /** Changes the text. */
  update(text: string): void {
    this.#text = text;
    this.#draw();
  }

  /** Writes a line above the spinner. */
  above(line: string): void {
    this.#io.stderr.write(`\r${line.replaceAll("\n", `${ERASE_REST}\n`)}${this.#line()}`);
  }

  /** Clears the line. */
  end(): void {
    clearInterval(this.#timer);
    this.#io.stderr.write(`\r${ERASE_REST}`);
  }

  #draw(): void {
    this.#io.stderr.write(`\r${this.#line()}`);
  }

  #line(): string {
    const frame = FRAMES[this.#turn % FRAMES.length];
    const { stderr = this.#io.columns } = this.#io.widths;
    // A wrapped line could not be cleared.
    return `${clipped(`${frame} ${shown(this.#text)}`, stderr - 1)}${ERASE_REST}`;
  }
}

/** The beginning of a text that fits into some columns. */
function clipped(text: string, columns: number): string {
  const letters = Array.from(text);
  while (stringWidth(letters.join("")) > columns) letters.pop();
  return letters.join("");
}
