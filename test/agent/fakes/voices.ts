/**
 * A plugin that needs no service: takes any loud sound for the next line of a script, answers with that line, and
 * speaks in tones. A persona names it `{ plugin: "./voices.js", options }`.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type APIConnectOptions, DEFAULT_API_CONNECT_OPTIONS, llm, stt, tts } from "@livekit/agents";
import { AudioFrame } from "@livekit/rtc-node";

const RATE = 24_000;
const FRAME = RATE / 100;
const LOUD = 800;
const QUIET_MS = 400;

/** Turns sound into the lines of a script, one per turn of speech. */
export class STT extends stt.STT {
  readonly label = "fake.STT";
  readonly lines: string[];
  readonly isEager: boolean;

  /** @param options.isEager reports the transcript before the end of the turn, as some models do */
  constructor({ lines = ["hello"], isEager = false }: { lines?: string[]; isEager?: boolean } = {}) {
    super({ streaming: true, interimResults: false });
    this.lines = [...lines];
    this.isEager = isEager;
  }

  protected _recognize(): Promise<stt.SpeechEvent> {
    throw new Error("only streams are heard");
  }

  stream({ connOptions }: { connOptions?: APIConnectOptions } = {}): stt.SpeechStream {
    return new Hearing(this, connOptions);
  }
}

class Hearing extends stt.SpeechStream {
  readonly label = "fake.Hearing";
  readonly #stt: STT;

  constructor(parent: STT, connOptions?: APIConnectOptions) {
    super(parent, RATE, connOptions);
    this.#stt = parent;
  }

  protected async run(): Promise<void> {
    let quietMs = 0;
    let speaking = false;
    for await (const frame of this.input) {
      if (typeof frame === "symbol") continue;
      quietMs = loudness(frame) >= LOUD ? 0 : quietMs + (1000 * frame.samplesPerChannel) / frame.sampleRate;
      if (!speaking && quietMs === 0) {
        speaking = true;
        this.queue.put({ type: stt.SpeechEventType.START_OF_SPEECH });
      } else if (speaking && quietMs >= QUIET_MS) {
        speaking = false;
        const text = this.#stt.lines.shift() ?? "again";
        const alternatives: [stt.SpeechData] = [
          { language: "en", text, startTime: 0, endTime: 0, confidence: 1 } as stt.SpeechData,
        ];
        if (this.#stt.isEager) this.queue.put({ type: stt.SpeechEventType.PREFLIGHT_TRANSCRIPT, alternatives });
        this.queue.put({ type: stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives });
        this.queue.put({ type: stt.SpeechEventType.END_OF_SPEECH });
      }
    }
  }
}

function loudness({ data }: AudioFrame): number {
  return Math.sqrt(data.reduce((sum, sample) => sum + sample * sample, 0) / data.length);
}

/** Answers with its input, or calls the tool of that name: `find_order`, `find_order {"id":7}`. */
export class LLM extends llm.LLM {
  readonly thinksMs: number;

  constructor({ thinksMs = 0 }: { thinksMs?: number } = {}) {
    super();
    this.thinksMs = thinksMs;
  }

  label(): string {
    return "fake.LLM";
  }

  chat({ chatCtx, toolCtx, connOptions = DEFAULT_API_CONNECT_OPTIONS }: Parameters<llm.LLM["chat"]>[0]): llm.LLMStream {
    return new Echo(this, { chatCtx, connOptions, ...(toolCtx && { toolCtx }) });
  }
}

class Echo extends llm.LLMStream {
  readonly #thinksMs: number;

  constructor(parent: LLM, request: ConstructorParameters<typeof llm.LLMStream>[1]) {
    super(parent, request);
    this.#thinksMs = parent.thinksMs;
  }

  protected async run(): Promise<void> {
    await sleep(this.#thinksMs);
    const last = this.chatCtx.items.at(-1);
    const said =
      last?.type === "message" ? (last.textContent ?? "") : last?.type === "function_call_output" ? last.output : "";
    const [name = "", args = "{}"] = said.split(/ (?=\{)/);
    const tool = last?.type === "message" ? this.toolCtx?.getFunctionTool?.(name) : undefined;
    const delta = tool
      ? {
          role: "assistant" as const,
          toolCalls: [llm.FunctionCall.create({ callId: "call_1", name, args })],
        }
      : { role: "assistant" as const, content: `You said ${said}` };
    const usage = {
      promptTokens: 7,
      completionTokens: 3,
      promptCachedTokens: 0,
      cacheCreationTokens: 0,
      totalTokens: 10,
    };
    this.queue.put({ id: "fake", delta, usage });
  }
}

/** Speaks as a tone; longer text takes longer, and text with certain words has its own tone. */
export class TTS extends tts.TTS {
  readonly label = "fake.TTS";
  readonly hertz: number;
  readonly #tones: Readonly<Record<string, number>>;

  constructor({ hertz = 440, tones = {} }: { hertz?: number; tones?: Readonly<Record<string, number>> } = {}) {
    super(RATE, 1, { streaming: false });
    this.hertz = hertz;
    this.#tones = tones;
  }

  /** The tone of a text. */
  toneOf(text: string): number {
    return Object.entries(this.#tones).find(([word]) => text.includes(word))?.[1] ?? this.hertz;
  }

  synthesize(text: string, connOptions?: APIConnectOptions, abortSignal?: AbortSignal): tts.ChunkedStream {
    return new Sine(text, this, connOptions, abortSignal);
  }

  stream(): tts.SynthesizeStream {
    throw new Error("whole sentences only");
  }
}

class Sine extends tts.ChunkedStream {
  readonly label = "fake.Sine";
  readonly #hertz: number;

  constructor(text: string, parent: TTS, connOptions?: APIConnectOptions, abortSignal?: AbortSignal) {
    super(text, parent, connOptions, abortSignal);
    this.#hertz = parent.toneOf(text);
  }

  protected async run(): Promise<void> {
    const frames = Math.max(40, 5 * this.inputText.length);
    for (let index = 0; index < frames; index++) {
      const samples = Int16Array.from(
        { length: FRAME },
        (_, at) => 8000 * Math.sin((2 * Math.PI * this.#hertz * (index * FRAME + at)) / RATE),
      );
      this.queue.put({
        requestId: "fake",
        segmentId: "fake",
        frame: new AudioFrame(samples, RATE, 1, FRAME),
        final: index === frames - 1,
      });
    }
    this.queue.close();
  }
}
