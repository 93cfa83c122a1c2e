import { type llm, type stt, tokenize, tts } from "@livekit/agents";
import { FallbackLlm } from "./fallback-llm.js";
import { FallbackStt } from "./fallback-stt.js";
import { FallbackTts } from "./fallback-tts.js";
import { llmWithTimeout, ttsWithTimeout } from "./model-timeout.js";

/**
 * A speech-to-text model with its fallbacks. A single model also uses the adapter, which detects models that end without
 * an error.
 */
export function combinedStt(models: readonly stt.STT[]): stt.STT | undefined {
  return models.length === 0 ? undefined : new FallbackStt(models);
}

/** A language model with its fallbacks. */
export function combinedLlm(models: readonly llm.LLM[]): llm.LLM | undefined {
  const [model] = models;
  if (model === undefined) return undefined;
  return models.length > 1 ? new FallbackLlm([...models]) : llmWithTimeout(model);
}

/** A text-to-speech model with its fallbacks. */
export function combinedTts(models: readonly tts.TTS[]): tts.TTS | undefined {
  const [model] = models;
  if (model === undefined) return undefined;
  if (models.length === 1) return ttsWithTimeout(streaming(model), model);
  const combined: FallbackTts = new FallbackTts(
    models.map((each) => ttsWithTimeout(streaming(each), each, () => combined.timeoutMs)),
  );
  return combined;
}

/**
 * A text-to-speech model that accepts streamed text. The session's own adapter for models without streaming has no error
 * listener, so an error would end the process.
 */
function streaming(model: tts.TTS): tts.TTS {
  return model.capabilities.streaming ? model : new tts.StreamAdapter(model, new tokenize.basic.SentenceTokenizer());
}
