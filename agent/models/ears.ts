import { APITimeoutError, inference, stt } from "@livekit/agents";
import { PATIENCE_MS } from "./patience.js";

/** How often a speech to text is asked again that has none beside it, and how long in between. */
const RETRIES = 1;
const RETRY_MS = 500;
/** Turns of which the first speech to text may hear nothing. A later one may miss none until it has heard something. */
const MISSED_TURNS = 3;

/**
 * Several speech to text models as one: if a model fails, the next one takes over. It notices a model that stops without
 * an error; `missed` reports a model that hears nothing.
 */
export class Ears extends stt.FallbackAdapter {
  readonly #models: readonly stt.STT[];
  #listening: { readonly index: number; readonly stream: stt.SpeechStream } | undefined;
  #mayMiss = MISSED_TURNS;

  /** @param models in their order */
  constructor(models: readonly stt.STT[]) {
    super({
      sttInstances: [...models],
      attemptTimeoutMs: PATIENCE_MS,
      maxRetryPerSTT: models.length > 1 ? 0 : RETRIES,
      retryIntervalMs: RETRY_MS,
      // It finds the end of an utterance for models that take whole ones.
      ...(models.some(({ capabilities }) => !capabilities.streaming) && {
        vad: new inference.VAD({ model: "silero" }),
      }),
    });
    this.#models = models;
    for (const [index, instance] of this.sttInstances.entries()) this.#follow(index, instance);
  }

  /** Something that the caller said was heard. */
  heard(): void {
    this.#mayMiss = MISSED_TURNS;
  }

  /** The caller spoke, and nothing of it was heard. */
  missed(): void {
    const { index = 0, stream } = this.#listening ?? {};
    const model = this.#models[index];
    this.#mayMiss -= 1;
    if (this.#mayMiss > 0 || stream === undefined || model === undefined) return;
    const error = new APITimeoutError({ message: "heard nothing of what was said" });
    model.emit("error", { type: "stt_error", timestamp: Date.now(), label: model.label, error, recoverable: false });
    // The adapter goes on to the next one.
    stream.close();
  }

  #follow(index: number, instance: stt.STT): void {
    const open = instance.stream.bind(instance);
    const later = this.sttInstances.length - 1;
    const timeoutMs = index === 0 ? PATIENCE_MS : PATIENCE_MS / later;
    instance.stream = (options) => {
      const stream = open(options?.connOptions ? { connOptions: { ...options.connOptions, timeoutMs } } : options);
      // One that has failed is tried beside the one that is listening.
      if (this.status[index]?.available === true) this.#listening = { index, stream };
      return stream;
    };
  }
}
