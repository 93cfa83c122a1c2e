import type { Step } from "../../engine/step.js";
import type { Context } from "../stack/context.js";
import { stepLine, type Tense } from "../converge/outcome-text.js";
import { Spinner } from "./spinner.js";

/** Shows progress on standard error if a person is watching. */
export class Progress {
  readonly #spinner: Spinner | undefined;

  /** Starts with what is in progress: `Updating both clouds`. */
  constructor({ io, json }: Context, what: string) {
    if (io.isTerminal && !json) this.#spinner = new Spinner(io.stderr, io.columns, what);
  }

  /** Shows the current step. */
  now(text: string): void {
    this.#spinner?.update(text);
  }

  /** Shows a completed step. */
  step(step: Step, tense: Tense): void {
    if (step.op !== "same") this.now(stepLine(step, tense));
  }

  /** Clears it from the screen. */
  end(): void {
    this.#spinner?.end();
  }
}
