import { log } from "@livekit/agents";
import type { FailureListener, ModelFailure } from "../models/model-failure.js";

/** The failures of a call's models. Logs each one once, even if it repeats. */
export class FailureLog {
  readonly #agentId: string;
  readonly #listener: FailureListener;
  readonly #known = new Map<string, ModelFailure>();

  /** @param listener called once for each failure */
  constructor(agentId: string, listener: FailureListener) {
    this.#agentId = agentId;
    this.#listener = listener;
  }

  /** The distinct failures so far. */
  get failures(): ModelFailure[] {
    return [...this.#known.values()];
  }

  /** Whether a part has failed, such as `tts`. */
  has(part: string): boolean {
    return this.failures.some((failure) => failure.part === part);
  }

  /** Logs a failure unless it is already known. */
  add(failure: ModelFailure, message = "A model of the session failed"): void {
    const key = JSON.stringify(failure);
    if (this.#known.has(key)) return;
    this.#known.set(key, failure);
    this.#listener(failure);
    log().error({ agentId: this.#agentId, ...failure }, message);
  }
}
