import { llm } from "@livekit/agents";
import { impatientLlm, PATIENCE_MS } from "./patience.js";
import { TurnPatience } from "./turn-patience.js";

/** Several language models as one: the next one answers a turn that the one before does not. */
export class Minds extends llm.FallbackAdapter {
  /** The turn that each request belongs to, by the conversation that all of its models are given. */
  readonly #turns = new WeakMap<llm.ChatContext, TurnPatience>();

  /** @param llms in their order */
  constructor(llms: llm.LLM[]) {
    super({ llms, attemptTimeout: PATIENCE_MS / 1000, maxRetryPerLLM: 0 });
    for (const [index, model] of llms.entries())
      impatientLlm(model, (turn) => this.#turns.get(turn)?.next(llms.length - index) ?? PATIENCE_MS);
  }

  override chat(request: Parameters<llm.FallbackAdapter["chat"]>[0]): llm.LLMStream {
    this.#turns.set(request.chatCtx, new TurnPatience());
    return super.chat(request);
  }

  /** The models measure themselves, and the adapter would count their tokens again. */
  override emit<E extends keyof llm.LLMCallbacks>(event: E, ...values: Parameters<llm.LLMCallbacks[E]>): boolean {
    if (event === "metrics_collected" && values[0].label === this.label()) return false;
    return super.emit(event, ...values);
  }
}
