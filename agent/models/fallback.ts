import { inference, llm, stt, tokenize, tts } from "@livekit/agents";
import { Voices } from "./voices.js";
import { impatientLlm, impatientTts, PATIENCE_MS } from "./patience.js";

/** How often a model is asked again before the next one is, and how long in between. */
const RETRIES = 1;
const RETRY_MS = 500;

/**
 * What a call hears with: the first model, and the others in its stead. A single one is behind the adapter too, which
 * also notices a model that stops listening without an error.
 */
export function oneStt(models: readonly stt.STT[]): stt.STT | undefined {
  if (models.length === 0) return undefined;
  return new stt.FallbackAdapter({
    sttInstances: [...models],
    attemptTimeoutMs: PATIENCE_MS,
    maxRetryPerSTT: RETRIES,
    retryIntervalMs: RETRY_MS,
    // Models that take whole utterances are told by it where one ends.
    ...(models.some(({ capabilities }) => !capabilities.streaming) && { vad: new inference.VAD({ model: "silero" }) }),
  });
}

/** What a call thinks with. */
export function oneLlm(models: readonly llm.LLM[]): llm.LLM | undefined {
  const llms = models.map((model) => impatientLlm(model));
  if (llms.length < 2) return llms[0];
  return new llm.FallbackAdapter({
    llms,
    attemptTimeout: PATIENCE_MS / 1000,
    maxRetryPerLLM: RETRIES,
    retryInterval: RETRY_MS / 1000,
  });
}

/** What a call speaks with. */
export function oneTts(models: readonly tts.TTS[]): tts.TTS | undefined {
  const voices = models.map((model) => impatientTts(streaming(model), model));
  return voices.length < 2 ? voices[0] : new Voices(voices);
}

/**
 * A voice that takes words as they come. The session's own adapter for one of whole sentences has no listener for its
 * errors, which ends the process.
 */
function streaming(model: tts.TTS): tts.TTS {
  return model.capabilities.streaming ? model : new tts.StreamAdapter(model, new tokenize.basic.SentenceTokenizer());
}
