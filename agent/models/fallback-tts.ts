import { APIConnectionError, type APIConnectOptions, tts } from "@livekit/agents";
import { AudioResampler } from "@livekit/rtc-node";
import { MODEL_TIMEOUT_MS, SPEAKABLE } from "./model-timeout.js";
import { TurnTimeout } from "./turn-timeout.js";

/** How long a model is skipped after a failure, in milliseconds. */
const COOLDOWN_MS = 60_000;

/**
 * A text-to-speech model with fallbacks: if a model fails in a turn, the next one speaks the turn. LiveKit's adapter
 * mistakes an interruption, or a turn with only a tool call, for a failure of every model, and pays for test sentences.
 */
export class FallbackTts extends tts.TTS {
  readonly label = "arkenos.FallbackTts";
  /** Timeout of the next model's first audio, in milliseconds. */
  timeoutMs = MODEL_TIMEOUT_MS;
  readonly #models: readonly tts.TTS[];
  readonly #skippedUntil = new Map<tts.TTS, number>();

  /** @param models the model and its fallbacks, in order; all must support streaming */
  constructor(models: readonly tts.TTS[]) {
    super(Math.max(...models.map(({ sampleRate }) => sampleRate)), 1, { streaming: true });
    this.#models = models;
    for (const model of models) {
      model.on("metrics_collected", (metrics) => this.emit("metrics_collected", metrics));
      model.on("error", () => this.skip(model));
    }
  }

  /** The models that have not failed recently, or all if every model has. */
  get usable(): readonly tts.TTS[] {
    const usable = this.#models.filter((model) => (this.#skippedUntil.get(model) ?? 0) <= Date.now());
    return usable.length > 0 ? usable : this.#models;
  }

  /** Skips a model for a minute. */
  skip(model: tts.TTS): void {
    this.#skippedUntil.set(model, Date.now() + COOLDOWN_MS);
  }

  synthesize(): tts.ChunkedStream {
    throw new Error("FallbackTts only supports streaming");
  }

  stream({ connOptions }: { connOptions?: APIConnectOptions } = {}): tts.SynthesizeStream {
    return new Turn(this, connOptions);
  }
}

/** The speech of one turn. */
class Turn extends tts.SynthesizeStream {
  readonly label = "arkenos.Turn";
  readonly #tts: FallbackTts;
  /** The text of the turn; a symbol marks a flush. */
  readonly #texts: (string | symbol)[] = [];
  #isComplete = false;
  #wake = () => {};

  constructor(tts: FallbackTts, connOptions?: APIConnectOptions) {
    super(tts, connOptions);
    this.#tts = tts;
  }

  /** Skips LiveKit's metrics, because the models report their own. */
  protected override async monitorMetrics(): Promise<void> {
    for await (const audio of this.queue) if (!this.output.closed) this.output.put(audio);
  }

  protected async run(): Promise<void> {
    void this.#read();
    const { usable } = this.#tts;
    const timeout = new TurnTimeout();
    for (const [index, model] of usable.entries()) {
      this.#tts.timeoutMs = timeout.next(usable.length - index);
      const isDone = await this.#speakWith(model);
      if (this.abortSignal.aborted) return;
      if (isDone) return this.queue.put(tts.SynthesizeStream.END_OF_STREAM);
      this.#tts.skip(model);
    }
    throw new APIConnectionError({
      message: `all text-to-speech models failed: ${usable.map(({ label }) => label).join(", ")}`,
      options: { retryable: false },
    });
  }

  /** @returns whether the turn is done: the model produced audio, or there was nothing to say */
  async #speakWith(model: tts.TTS): Promise<boolean> {
    const stream = model.stream({ connOptions: this.connOptions });
    const close = () => stream.close();
    this.abortSignal.addEventListener("abort", close, { once: true });
    const resampler =
      model.sampleRate === this.#tts.sampleRate
        ? undefined
        : new AudioResampler(model.sampleRate, this.#tts.sampleRate, 1);
    void this.#feed(stream);
    let isHeard = false;
    try {
      for await (const audio of stream) {
        if (audio === tts.SynthesizeStream.END_OF_STREAM) break;
        isHeard = true;
        for (const frame of resampler?.push(audio.frame) ?? [audio.frame]) this.queue.put({ ...audio, frame });
      }
    } finally {
      this.abortSignal.removeEventListener("abort", close);
      resampler?.close();
      close();
    }
    return isHeard || !this.#texts.some((text) => typeof text === "string" && SPEAKABLE.test(text));
  }

  async #read(): Promise<void> {
    for await (const text of this.input) {
      this.#texts.push(text);
      this.#wake();
    }
    this.#isComplete = true;
    this.#wake();
  }

  /** Sends a model the whole turn, including the text that a failed model already received. */
  async #feed(stream: tts.SynthesizeStream): Promise<void> {
    for (let at = 0; ; at++) {
      while (at >= this.#texts.length) {
        if (this.#isComplete) return stream.endInput();
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
      const text = this.#texts[at];
      if (typeof text === "string") stream.pushText(text);
      else stream.flush();
    }
  }
}
