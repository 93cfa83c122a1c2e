import { APIConnectionError, type APIConnectOptions, tts } from "@livekit/agents";
import { AudioResampler } from "@livekit/rtc-node";
import { PATIENCE_MS, SPEAKABLE } from "./patience.js";
import { TurnPatience } from "./turn-patience.js";

/** How long a voice that failed is left out, in milliseconds. */
const REST_MS = 60_000;

/**
 * Several voices as one: the next one speaks a turn that the one before does not. LiveKit's own adapter takes a caller
 * who interrupts, or a turn that only calls a tool, for a failure of each voice, and speaks test sentences at your
 * expense.
 */
export class Voices extends tts.TTS {
  readonly label = "arkenos.Voices";
  /** How long the voice that is asked next may take to be heard, in milliseconds. */
  patienceMs = PATIENCE_MS;
  readonly #voices: readonly tts.TTS[];
  readonly #restUntil = new Map<tts.TTS, number>();

  /** @param voices in their order, all of them streaming */
  constructor(voices: readonly tts.TTS[]) {
    super(Math.max(...voices.map(({ sampleRate }) => sampleRate)), 1, { streaming: true });
    this.#voices = voices;
    for (const voice of voices) {
      voice.on("metrics_collected", (metrics) => this.emit("metrics_collected", metrics));
      voice.on("error", () => this.rest(voice));
    }
  }

  /** The voices that may be asked: those that have not failed of late, or else all. */
  get usable(): readonly tts.TTS[] {
    const rested = this.#voices.filter((voice) => (this.#restUntil.get(voice) ?? 0) <= Date.now());
    return rested.length > 0 ? rested : this.#voices;
  }

  /** Leaves a voice out for a while. */
  rest(voice: tts.TTS): void {
    this.#restUntil.set(voice, Date.now() + REST_MS);
  }

  synthesize(): tts.ChunkedStream {
    throw new Error("Voices speak streams of words");
  }

  stream({ connOptions }: { connOptions?: APIConnectOptions } = {}): tts.SynthesizeStream {
    return new Turn(this, connOptions);
  }
}

/** What the agent says in one turn. */
class Turn extends tts.SynthesizeStream {
  readonly label = "arkenos.Turn";
  readonly #voices: Voices;
  /** What there is to say, with a symbol where it has to be said at once. */
  readonly #texts: (string | symbol)[] = [];
  #isComplete = false;
  #wake = () => {};

  constructor(voices: Voices, connOptions?: APIConnectOptions) {
    super(voices, connOptions);
    this.#voices = voices;
  }

  /** The voices measure themselves. */
  protected override async monitorMetrics(): Promise<void> {
    for await (const audio of this.queue) if (!this.output.closed) this.output.put(audio);
  }

  protected async run(): Promise<void> {
    void this.#read();
    const { usable } = this.#voices;
    const patience = new TurnPatience();
    for (const [index, voice] of usable.entries()) {
      this.#voices.patienceMs = patience.next(usable.length - index);
      const isWell = await this.#speakWith(voice);
      if (this.abortSignal.aborted) return;
      if (isWell) return this.queue.put(tts.SynthesizeStream.END_OF_STREAM);
      this.#voices.rest(voice);
    }
    throw new APIConnectionError({
      message: `no voice is left: ${usable.map(({ label }) => label).join(", ")}`,
      options: { retryable: false },
    });
  }

  /** @returns whether the turn is over: something was heard, or there was nothing to say */
  async #speakWith(voice: tts.TTS): Promise<boolean> {
    const stream = voice.stream({ connOptions: this.connOptions });
    const close = () => stream.close();
    this.abortSignal.addEventListener("abort", close, { once: true });
    const resampler =
      voice.sampleRate === this.#voices.sampleRate
        ? undefined
        : new AudioResampler(voice.sampleRate, this.#voices.sampleRate, 1);
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

  /** Gives a voice the whole turn, also what an earlier voice was given. */
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
