/**
 * A plugin whose realtime model fails as real ones do. A persona names it `{ plugin: "./realtime.js", realtime: true,
 * options }`.
 */
import { APIStatusError, llm } from "@livekit/agents";
import { REFUSAL } from "./broken.js";

/** How it fails: it cannot connect, its connection is refused a moment later, it never responds, or it refuses to. */
type Failure = "throws" | "refused" | "hangs" | "rejects";

/** A model that would hear and speak on its own. */
export class RealtimeModel extends llm.RealtimeModel {
  readonly model = "broken";
  readonly fails: Failure;

  constructor({ fails }: { fails: Failure }) {
    super({
      ...{ messageTruncation: false, turnDetection: true, userTranscription: false },
      ...{ autoToolReplyGeneration: false, audioOutput: true, manualFunctionCalls: false },
    });
    this.fails = fails;
  }

  session(): llm.RealtimeSession {
    if (this.fails === "throws") throw new Error(REFUSAL);
    return new Session(this, this.fails);
  }

  async close(): Promise<void> {}
}

class Session extends llm.RealtimeSession {
  readonly chatCtx = llm.ChatContext.empty();
  readonly tools = llm.ToolContext.empty();
  readonly #fails: Failure;

  constructor(model: RealtimeModel, fails: Failure) {
    super(model);
    this.#fails = fails;
    if (fails !== "refused") return;
    const error = new APIStatusError({ message: REFUSAL, options: { statusCode: 401 } });
    const event = { type: "realtime_model_error", timestamp: Date.now(), label: "broken", error, recoverable: false };
    setTimeout(() => this.emit("error", event), 200);
  }

  generateReply(): Promise<llm.GenerationCreatedEvent> {
    if (this.#fails === "rejects") return Promise.reject(new llm.RealtimeError(REFUSAL));
    return new Promise(() => {});
  }

  async updateInstructions(): Promise<void> {}
  async updateChatCtx(): Promise<void> {}
  async updateTools(): Promise<void> {}
  updateOptions(): void {}
  pushAudio(): void {}
  async commitAudio(): Promise<void> {}
  async clearAudio(): Promise<void> {}
  async interrupt(): Promise<void> {}
  async truncate(): Promise<void> {}
}
