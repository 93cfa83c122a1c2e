/** A plugin whose models fail as real ones do. A persona names it `{ plugin: "./broken.js", options }`. */
import { type APIConnectOptions, APIStatusError, DEFAULT_API_CONNECT_OPTIONS, llm, stt, tts } from "@livekit/agents";
import { AudioFrame } from "@livekit/rtc-node";

/** How a model fails. */
interface Options {
  /** The provider's HTTP status. @default 401 */
  status?: number;
  /** Whether it never responds instead. */
  hangs?: boolean;
  /** Whether it ends without an answer or an error instead. */
  isMute?: boolean;
  /** Whether it starts to speak before it fails. */
  begins?: boolean;
  /** Whether its error quotes the conversation. */
  quotes?: boolean;
}

/** A provider's error text, which repeats the refused key. */
export const REFUSAL = `Incorrect API key provided: ${process.env["BROKEN_API_KEY"] ?? "none"}`;

async function failOr({ status = 401, hangs, isMute, quotes }: Options, said = ""): Promise<void> {
  if (hangs) await new Promise(() => {});
  const message = quotes ? `Cannot answer this: ${said}` : REFUSAL;
  const body = quotes ? { error: { message, input: [said], param: said } } : null;
  if (!isMute) throw new APIStatusError({ message, options: { statusCode: status, body } });
}

/** An STT that runs for a second, then fails. */
export class STT extends stt.STT {
  readonly label = "broken.STT";
  readonly options: Options;

  constructor(options: Options = {}) {
    super({ streaming: true, interimResults: false });
    this.options = options;
  }

  protected _recognize(): Promise<stt.SpeechEvent> {
    throw new Error("only streams are heard");
  }

  stream({ connOptions }: { connOptions?: APIConnectOptions } = {}): stt.SpeechStream {
    return new Hearing(this, this.options, connOptions);
  }
}

class Hearing extends stt.SpeechStream {
  readonly label = "broken.Hearing";
  readonly #options: Options;

  constructor(parent: STT, options: Options, connOptions?: APIConnectOptions) {
    super(parent, 24_000, connOptions);
    this.#options = options;
  }

  protected async run(): Promise<void> {
    await failOr(this.#options);
  }
}

/** A failing LLM. */
export class LLM extends llm.LLM {
  readonly options: Options;

  constructor(options: Options = {}) {
    super();
    this.options = options;
  }

  label(): string {
    return "broken.LLM";
  }

  chat({ chatCtx, toolCtx, connOptions = DEFAULT_API_CONNECT_OPTIONS }: Parameters<llm.LLM["chat"]>[0]): llm.LLMStream {
    return new Thinking(this, { chatCtx, connOptions, ...(toolCtx && { toolCtx }) }, this.options);
  }
}

class Thinking extends llm.LLMStream {
  readonly #options: Options;

  constructor(parent: LLM, request: ConstructorParameters<typeof llm.LLMStream>[1], options: Options) {
    super(parent, request);
    this.#options = options;
  }

  protected async run(): Promise<void> {
    const last = this.chatCtx.items.at(-1);
    await failOr(this.#options, last?.type === "message" ? last.textContent : "");
  }
}

/** A failing TTS, for whole sentences or streams of words. */
export class TTS extends tts.TTS {
  readonly label = "broken.TTS";
  readonly options: Options;

  constructor({ streams = false, ...options }: Options & { streams?: boolean } = {}) {
    super(24_000, 1, { streaming: streams });
    this.options = options;
  }

  synthesize(text: string, connOptions?: APIConnectOptions, abortSignal?: AbortSignal): tts.ChunkedStream {
    return new Sentence(text, this, this.options, connOptions, abortSignal);
  }

  stream({ connOptions }: { connOptions?: APIConnectOptions } = {}): tts.SynthesizeStream {
    return new Words(this, this.options, connOptions);
  }
}

class Sentence extends tts.ChunkedStream {
  readonly label = "broken.Sentence";
  readonly #options: Options;

  constructor(text: string, parent: TTS, options: Options, connOptions?: APIConnectOptions, signal?: AbortSignal) {
    super(text, parent, connOptions, signal);
    this.#options = options;
  }

  protected async run(): Promise<void> {
    await failOr(this.#options);
  }
}

class Words extends tts.SynthesizeStream {
  readonly label = "broken.Words";
  readonly #options: Options;

  constructor(parent: TTS, options: Options, connOptions?: APIConnectOptions) {
    super(parent, connOptions);
    this.#options = options;
  }

  protected async run(): Promise<void> {
    for await (const input of this.input) if (typeof input === "string") break;
    const frame = AudioFrame.create(24_000, 1, 240);
    if (this.#options.begins) this.queue.put({ requestId: "broken", segmentId: "broken", frame, final: false });
    await failOr(this.#options);
  }
}
