import { PATIENCE_MS } from "./patience.js";

/**
 * How long each model of a list may keep a caller waiting in one turn. The first has {@link PATIENCE_MS}; those after it
 * share as much, counted from its failure, so that a list in which every model hangs has failed by then.
 */
export class TurnPatience {
  #wasAsked = false;
  #failedAt: number | undefined;

  /**
   * The patience, in milliseconds, with the next model that is asked. A second model is asked only after the first has failed.
   *
   * @param modelsLeft that model, and those after it
   */
  next(modelsLeft: number): number {
    if (!this.#wasAsked) {
      this.#wasAsked = true;
      return PATIENCE_MS;
    }
    this.#failedAt ??= Date.now();
    return Math.max(0, PATIENCE_MS - (Date.now() - this.#failedAt)) / modelsLeft;
  }
}
