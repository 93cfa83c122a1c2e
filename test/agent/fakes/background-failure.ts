/** A plugin whose code fails outside any await. A persona names it `{ plugin: "./background-failure.js", options }`. */
import type { llm } from "@livekit/agents";
import { REFUSAL } from "./broken.js";
import { LLM as Well } from "./voices.js";

/** Answers, and fails in the background. */
export class LLM extends Well {
  readonly throws: boolean;

  /** Whether it throws; otherwise it rejects a promise. */
  constructor({ throws = false }: { throws?: boolean } = {}) {
    super();
    this.throws = throws;
  }

  override chat(request: Parameters<llm.LLM["chat"]>[0]): llm.LLMStream {
    if (!this.throws) void Promise.reject(new Error(REFUSAL));
    else
      setTimeout(() => {
        throw new Error(REFUSAL);
      });
    return super.chat(request);
  }
}
