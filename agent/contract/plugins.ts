type Options = Readonly<Record<string, unknown>>;

/** How one kind of model is made from a plugin. */
export interface Maker {
  /** The class's name in the package, with its namespaces. */
  readonly name: string;
  /** How its constructor takes the persona's language. */
  readonly language?: (tag: string) => Options;
  /** How its constructor takes the persona's voice. */
  readonly voice?: (voice: string) => Options;
}

/** What a model does: hear, think, speak, or all of it. */
export type Kind = "stt" | "llm" | "tts" | "realtime";

/** A package with models. */
export interface Plugin {
  /** Its name on npm. */
  readonly package: string;
  /** The environment variable that the package reads its key from. */
  readonly variable?: string;
  /** Whether npm had no release for the worker's @livekit/agents when `npm run check:plugins` looked. */
  readonly isUnverified?: true;
  /** The classes that make its models, by what the models do. */
  readonly makers: Readonly<Partial<Record<Kind, Maker>>>;
}

const language = (tag: string) => ({ language: tag });
const primaryLanguage = (tag: string) => ({ language: tag.split("-")[0] });
const voice = (name: string) => ({ voice: name });

/** How a module of one's own is used: it exports STT, LLM, TTS and RealtimeModel, whichever it has. */
export const OWN_MAKERS: Required<Plugin["makers"]> = {
  stt: { name: "STT", language },
  llm: { name: "LLM" },
  tts: { name: "TTS", language, voice },
  realtime: { name: "RealtimeModel", voice },
};

/**
 * LiveKit's plugins by the name that a persona calls them. All are optional: the worker imports what
 * its personas name, and nothing else.
 */
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
      // Deepgram's voices are models.
      makers: { stt: { name: "STT", language }, tts: { name: "TTS", voice: (model) => ({ model }) } },
    },
    elevenlabs: {
      variable: "ELEVEN_API_KEY",
      makers: {
        stt: { name: "STT", language: (tag) => ({ languageCode: tag.split("-")[0] }) },
        // Only some of its models take a language; all of them hear it from the text.
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
