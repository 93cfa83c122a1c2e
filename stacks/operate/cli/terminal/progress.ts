import { shown } from "@arkenos/provider/text";
import type { Context } from "../stack/context.js";
import { Spinner } from "./spinner.js";
import { wrapped } from "./wrap.js";

/**
 * Shows progress on standard error: what is done as lines that stay, and for a person who is watching, what is in progress
 * below them. With `--json` nothing is shown.
 */
export class Progress {
  readonly #spinner: Spinner | undefined;
  readonly #context: Context;

  /** Starts with what is in progress: `Updating both clouds`. */
  constructor(context: Context, what: string) {
    this.#context = context;
    const { io, json } = context;
    if (io.isTerminal && !json && io.env.TERM !== "dumb" && !io.env.CI) this.#spinner = new Spinner(io, what);
  }

  /** Shows what is in progress now. */
  now(text: string): void {
    this.#spinner?.update(text);
  }

  /** Shows what is done, as a line that stays. */
  line(text: string): void {
    const line = `${wrapped(shown(text), this.#context.io.widths.stderr)}\n`;
    if (this.#spinner) this.#spinner.above(line);
    else if (!this.#context.json) this.#context.io.stderr.write(line);
  }

  /** Clears what is in progress from the screen. */
  end(): void {
    this.#spinner?.end();
  }
}
