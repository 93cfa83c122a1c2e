import { MODEL_TIMEOUT_MS } from "./model-timeout.js";

/**
 * The timeouts of a model and its fallbacks in one turn. The first model has {@link MODEL_TIMEOUT_MS}. Its fallbacks
 * share the same time, measured from its failure, so that the turn fails by then even if every model hangs.
 */
export class TurnTimeout {
  #isStarted = false;
  #failedAt: number | undefined;

  /**
   * The timeout of the next model, in milliseconds. Call it for a fallback when the model before it has failed.
   *
   * @param modelsLeft number of models left, including this one
   */
  next(modelsLeft: number): number {
    if (!this.#isStarted) {
      this.#isStarted = true;
      return MODEL_TIMEOUT_MS;
    }
    this.#failedAt ??= Date.now();
    return Math.max(0, MODEL_TIMEOUT_MS - (Date.now() - this.#failedAt)) / modelsLeft;
  }
}
