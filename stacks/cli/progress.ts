import type { Step } from "../engine/step.js";
import type { Context } from "./context.js";
import { stepLine, type Tense } from "./outcome-text.js";

/** Tells a person, on standard error, what is being done; says nothing where nobody looks. */
export class Progress {
  readonly #context: Context;
  #spinner: { start(text?: string): void; message(text?: string): void; clear(): void } | undefined;

  private constructor(context: Context) {
    this.#context = context;
  }

  /** Begins with what takes the time: `Making both clouds what the config says`. */
  static async begin(context: Context, what: string): Promise<Progress> {
    const progress = new Progress(context);
    if (!progress.#isSeen) return progress;
    const { spinner } = await import("@clack/prompts");
    progress.#spinner = spinner({ output: context.io.stderr, withGuide: false });
    progress.#spinner.start(what);
    return progress;
  }

  /** Shows what is under way. */
  now(text: string): void {
    this.#spinner?.message(text);
  }

  /** Leaves a line for what is done. */
  step(step: Step, tense: Tense): void {
    if (step.act === "same") return;
    this.now(stepLine(step, tense));
  }

  /** Takes what is not to stay off the screen. */
  end(): void {
    this.#spinner?.clear();
  }

  get #isSeen(): boolean {
    const { io, json } = this.#context;
    return io.isTerminal && !json;
  }
}
