type Options = Readonly<Record<string, unknown>>;

/** How to construct one kind of model from a plugin. */
export interface Maker {
  /** Name of the class in the package, with its namespace. */
  readonly name: string;
  /** Constructor options for the persona's language. */
  readonly language?: (tag: string) => Options;
  /** Constructor options for the persona's voice. */
  readonly voice?: (voice: string) => Options;
}

/** The kind of a model: speech to text, language model, text to speech, or all three in one. */
export type Kind = "stt" | "llm" | "tts" | "realtime";

/** An npm package that provides models. */
export interface Plugin {
  /** Name of the package on npm. */
  readonly package: string;
  /** Environment variable from which the package reads its API key. */
  readonly variable?: string;
  /** Whether `npm run check:plugins` found no release for this version of @livekit/agents. */
  readonly isUnverified?: true;
  /** The package's model classes. */
  readonly makers: Readonly<Partial<Record<Kind, Maker>>>;
}

const language = (tag: string) => ({ language: tag });
const primaryLanguage = (tag: string) => ({ language: tag.split("-")[0] });
const voice = (name: string) => ({ voice: name });

/** The classes of a custom plugin: it exports those of STT, LLM, TTS, and RealtimeModel that it provides. */
export const CUSTOM_MAKERS: Required<Plugin["makers"]> = {
  stt: { name: "STT", language },
  llm: { name: "LLM" },
  tts: { name: "TTS", language, voice },
  realtime: { name: "RealtimeModel", voice },
};

/** LiveKit's plugins by short name. All are optional: the worker imports only those that its personas use. */
export const PLUGINS: ReadonlyMap<string, Plugin> = new Map(
  Object.entries<Omit<Plugin, "package">>({
    anthropic: { variable: "ANTHROPIC_API_KEY", isUnverified: true, makers: { llm: { name: "LLM" } } },
    assemblyai: { variable: "ASSEMBLYAI_API_KEY", isUnverified: true, makers: { stt: { name: "STT" } } },
    cartesia: {
      variable: "CARTESIA_API_KEY",
      isUnverified: true,
      makers: {
        stt: { name: "STT", language: primaryLanguage },
        tts: { name: "TTS", language: primaryLanguage, voice },
      },
    },
    deepgram: {
      variable: "DEEPGRAM_API_KEY",
      // Deepgram selects the voice with the model.
      makers: { stt: { name: "STT", language }, tts: { name: "TTS", voice: (model) => ({ model }) } },
    },
    elevenlabs: {
      variable: "ELEVEN_API_KEY",
      makers: {
        stt: { name: "STT", language: (tag) => ({ languageCode: tag.split("-")[0] }) },
        // Only some models take a language; all of them detect it from the text.
        tts: { name: "TTS", voice: (voiceId) => ({ voiceId }) },
      },
    },
    google: {
      variable: "GOOGLE_API_KEY",
      makers: {
        stt: { name: "beta.GeminiSTT", language },
        llm: { name: "LLM" },
        tts: { name: "beta.TTS", voice: (voiceName) => ({ voiceName }) },
        realtime: { name: "realtime.RealtimeModel", language, voice },
      },
    },
    mistral: { variable: "MISTRAL_API_KEY", makers: { llm: { name: "LLM" } } },
    openai: {
      variable: "OPENAI_API_KEY",
      makers: {
        stt: { name: "STT", language: primaryLanguage },
        llm: { name: "LLM" },
        tts: { name: "TTS", voice },
        realtime: { name: "realtime.RealtimeModel", voice },
      },
    },
    resemble: {
      variable: "RESEMBLE_API_KEY",
      isUnverified: true,
      makers: { tts: { name: "TTS", voice: (voiceUuid) => ({ voiceUuid }) } },
    },
    xai: {
      variable: "XAI_API_KEY",
      makers: {
        stt: { name: "STT", language: primaryLanguage },
        tts: { name: "TTS", language: primaryLanguage, voice },
        realtime: { name: "realtime.RealtimeModel", voice },
      },
    },
  }).map(([name, plugin]) => [name, { package: `@livekit/agents-plugin-${name}`, ...plugin }]),
);
