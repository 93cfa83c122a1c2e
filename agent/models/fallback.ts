import { type llm, type stt, tokenize, tts } from "@livekit/agents";
import { Ears } from "./ears.js";
import { Minds } from "./minds.js";
import { impatientLlm, impatientTts } from "./patience.js";
import { Voices } from "./voices.js";

/**
 * What a call hears with: the first model, and the others in its stead. A single one is behind the adapter too, which
 * also notices a model that stops listening without an error.
 */
export function oneStt(models: readonly stt.STT[]): stt.STT | undefined {
  return models.length === 0 ? undefined : new Ears(models);
}

/** What a call thinks with. */
export function oneLlm(models: readonly llm.LLM[]): llm.LLM | undefined {
  const [model] = models;
  if (model === undefined) return undefined;
  return models.length > 1 ? new Minds([...models]) : impatientLlm(model);
}

/** What a call speaks with. */
export function oneTts(models: readonly tts.TTS[]): tts.TTS | undefined {
  const [model] = models;
  if (model === undefined) return undefined;
  if (models.length === 1) return impatientTts(streaming(model), model);
  const voices: Voices = new Voices(models.map((each) => impatientTts(streaming(each), each, () => voices.patienceMs)));
  return voices;
}

/**
 * A voice that takes words as they come. The session's own adapter for one of whole sentences has no listener for its
 * errors, which ends the process.
 */
function streaming(model: tts.TTS): tts.TTS {
  return model.capabilities.streaming ? model : new tts.StreamAdapter(model, new tokenize.basic.SentenceTokenizer());
}
