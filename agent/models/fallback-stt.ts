import { APITimeoutError, inference, stt } from "@livekit/agents";
import { MODEL_TIMEOUT_MS } from "./model-timeout.js";

/** Retries of a single speech-to-text model, and the pause before each, in milliseconds. */
const RETRIES = 1;
const RETRY_MS = 500;
/** Turns without a transcript after which the first model has failed. For a fallback, one is enough. */
const MISSED_TURNS = 3;

/**
 * A speech-to-text model with fallbacks. Detects models that end without an error. Call `transcriptMissing` for a model
 * that stays connected and produces nothing.
 */
export class FallbackStt extends stt.FallbackAdapter {
  readonly #models: readonly stt.STT[];
  #active: { readonly index: number; readonly stream: stt.SpeechStream } | undefined;
  #turnsLeft = MISSED_TURNS;

  /** @param models the model and its fallbacks, in order */
  constructor(models: readonly stt.STT[]) {
    super({
      sttInstances: [...models],
      attemptTimeoutMs: MODEL_TIMEOUT_MS,
      maxRetryPerSTT: models.length > 1 ? 0 : RETRIES,
      retryIntervalMs: RETRY_MS,
      // Models without streaming need it to find the end of an utterance.
      ...(models.some(({ capabilities }) => !capabilities.streaming) && {
        vad: new inference.VAD({ model: "silero" }),
      }),
    });
    this.#models = models;
    for (const [index, instance] of this.sttInstances.entries()) this.#follow(index, instance);
  }

  /** Reports a transcript of the caller. */
  transcriptReceived(): void {
    this.#turnsLeft = MISSED_TURNS;
  }

  /** Reports that the caller spoke and no transcript arrived. */
  transcriptMissing(): void {
    const { index = 0, stream } = this.#active ?? {};
    const model = this.#models[index];
    this.#turnsLeft -= 1;
    if (this.#turnsLeft > 0 || stream === undefined || model === undefined) return;
    const error = new APITimeoutError({ message: "produced no transcript" });
    model.emit("error", { type: "stt_error", timestamp: Date.now(), label: model.label, error, recoverable: false });
    // The adapter then switches to the next model.
    stream.close();
  }

  #follow(index: number, instance: stt.STT): void {
    const open = instance.stream.bind(instance);
    const later = this.sttInstances.length - 1;
    const timeoutMs = index === 0 ? MODEL_TIMEOUT_MS : MODEL_TIMEOUT_MS / later;
    instance.stream = (options) => {
      const stream = open(options?.connOptions ? { connOptions: { ...options.connOptions, timeoutMs } } : options);
      // The adapter also probes failed models while another one is active.
      if (this.status[index]?.available === true) this.#active = { index, stream };
      return stream;
    };
  }
}
