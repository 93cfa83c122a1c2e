import type { llm, stt, tts } from "@livekit/agents";
import type { Model } from "../contract/model.js";
import type { Persona } from "../contract/persona.js";
import { isRealtime } from "../contract/plugin-problem.js";
import { combinedLlm, combinedStt, combinedTts } from "./fallback.js";
import { type Made, makeModel } from "./make-model.js";
import { type FailureListener, type ModelErrorEvent, modelFailure } from "./model-failure.js";

type Environment = Readonly<Record<string, string | undefined>>;
type Part = "stt" | "llm" | "tts";

/** The models of a persona. */
export interface Models {
  readonly stt?: stt.STT;
  readonly llm?: llm.LLM | llm.RealtimeModel;
  readonly tts?: tts.TTS;
}

/**
 * Creates a persona's models with their fallbacks.
 *
 * @param failed called for each failure, even if a fallback takes over
 * @throws ModelError if no model of a part can be created, naming the missing package, environment variable, or class
 */
export async function loadModels(
  persona: Persona,
  env: Environment,
  failed: FailureListener = () => {},
): Promise<Models> {
  const [stt, llm, tts] = await Promise.all([
    makeAll("stt", persona, env, failed).then(combinedStt),
    isRealtime(persona.llm) ? makeRealtime(persona, env) : makeAll("llm", persona, env, failed).then(combinedLlm),
    makeAll("tts", persona, env, failed).then(combinedTts),
  ]);
  return { ...(stt && { stt }), ...(llm && { llm }), ...(tts && { tts }) };
}

/** The persona's name for a model. */
export function modelName(model: Model): string {
  return typeof model === "string" ? model : model.plugin;
}

async function makeRealtime(persona: Persona, env: Environment): Promise<llm.RealtimeModel | undefined> {
  return persona.llm === undefined ? undefined : makeModel("realtime", persona.llm, persona, env);
}

/** The models of a part, in order. Skips models that cannot be created, unless none can. */
async function makeAll<P extends Part>(
  part: P,
  persona: Persona,
  env: Environment,
  failed: FailureListener,
): Promise<Made<P>[]> {
  const first = persona[part];
  if (first === undefined) return [];
  const models: Model[] = [first, ...(persona.fallback?.[part] ?? [])];
  // The persona's voice belongs to the first model's provider; others do not have it.
  const { voice: _, ...others } = persona;
  const made = await Promise.allSettled(
    models.map((model, index) => makeModel(part, model, index === 0 ? persona : others, env)),
  );
  const usable = made.flatMap((result, index) => {
    const name = modelName(models[index] ?? first);
    if (result.status === "fulfilled") return [withListener(result.value, part, name, failed)];
    failed(modelFailure(part, name, result.reason));
    return [];
  });
  const [refused] = made;
  if (usable.length === 0 && refused?.status === "rejected") throw refused.reason;
  return usable;
}

/** Reports a model's errors. Without a listener, an error event would end the process. */
function withListener<P extends Part>(model: Made<P>, part: P, name: string, failed: FailureListener): Made<P> {
  const emitter: { on(event: "error", listener: (event: ModelErrorEvent) => void): unknown } = model;
  emitter.on("error", ({ error }) => failed(modelFailure(part, name, error)));
  return model;
}
