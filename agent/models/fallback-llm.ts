import { llm } from "@livekit/agents";
import { llmWithTimeout, MODEL_TIMEOUT_MS } from "./model-timeout.js";
import { TurnTimeout } from "./turn-timeout.js";

/** A language model with fallbacks: if a model does not respond in a turn, the next one does. */
export class FallbackLlm extends llm.FallbackAdapter {
  /** The turn of each request, by the chat context that all its models receive. */
  readonly #turns = new WeakMap<llm.ChatContext, TurnTimeout>();

  /** @param llms the model and its fallbacks, in order */
  constructor(llms: llm.LLM[]) {
    super({ llms, attemptTimeout: MODEL_TIMEOUT_MS / 1000, maxRetryPerLLM: 0 });
    for (const [index, model] of llms.entries())
      llmWithTimeout(model, (turn) => this.#turns.get(turn)?.next(llms.length - index) ?? MODEL_TIMEOUT_MS);
  }

  override chat(request: Parameters<llm.FallbackAdapter["chat"]>[0]): llm.LLMStream {
    this.#turns.set(request.chatCtx, new TurnTimeout());
    return super.chat(request);
  }

  /** Drops the adapter's own metrics, because the models already report theirs. */
  override emit<E extends keyof llm.LLMCallbacks>(event: E, ...values: Parameters<llm.LLMCallbacks[E]>): boolean {
    if (event === "metrics_collected" && values[0].label === this.label()) return false;
    return super.emit(event, ...values);
  }
}
