import { log } from "@livekit/agents";
import type { FailureListener, ModelFailure } from "../models/model-failure.js";

/** The failures of a call's models: each is logged once, however often it is repeated. */
export class FailureLog {
  readonly #agentId: string;
  readonly #heard: FailureListener;
  readonly #known = new Map<string, ModelFailure>();

  /** @param heard is told of each failure once */
  constructor(agentId: string, heard: FailureListener) {
    this.#agentId = agentId;
    this.#heard = heard;
  }

  /** Each failure that is different from those before it. */
  get failures(): ModelFailure[] {
    return [...this.#known.values()];
  }

  /** Whether a part has failed, such as `tts`. */
  has(part: string): boolean {
    return this.failures.some((failure) => failure.part === part);
  }

  /** Logs a failure, unless it repeats one. */
  add(failure: ModelFailure, message = "A model of the session failed"): void {
    const key = JSON.stringify(failure);
    if (this.#known.has(key)) return;
    this.#known.set(key, failure);
    this.#heard(failure);
    log().error({ agentId: this.#agentId, ...failure }, message);
  }
}
