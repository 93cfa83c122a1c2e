import type { Step } from "../../engine/step.js";
import type { Context } from "../stack/context.js";
import { stepLine, type Tense } from "../converge/outcome-text.js";
import { Spinner } from "./spinner.js";

/** Tells a person, on standard error, what is being done; says nothing where nobody looks. */
export class Progress {
  readonly #spinner: Spinner | undefined;

  /** Begins with what takes the time: `Making both clouds what the config says`. */
  constructor({ io, json }: Context, what: string) {
    if (io.isTerminal && !json) this.#spinner = new Spinner(io.stderr, io.columns, what);
  }

  /** Shows what is under way. */
  now(text: string): void {
    this.#spinner?.say(text);
  }

  /** Shows what has just been done. */
  step(step: Step, tense: Tense): void {
    if (step.op !== "same") this.now(stepLine(step, tense));
  }

  /** Takes it off the screen. */
  end(): void {
    this.#spinner?.end();
  }
}
