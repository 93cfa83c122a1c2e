import type { llm, stt, tts } from "@livekit/agents";
import type { Model } from "../contract/model.js";
import type { Persona } from "../contract/persona.js";
import { isRealtime } from "../contract/plugin-problem.js";
import { oneLlm, oneStt, oneTts } from "./fallback.js";
import { type Made, makeModel } from "./make-model.js";
import { type FailureListener, type ModelErrorEvent, modelFailure } from "./model-failure.js";

type Environment = Readonly<Record<string, string | undefined>>;
type Part = "stt" | "llm" | "tts";

/** What a persona hears with, thinks with and speaks with. */
export interface Models {
  readonly stt?: stt.STT;
  readonly llm?: llm.LLM | llm.RealtimeModel;
  readonly tts?: tts.TTS;
}

/**
 * Makes a persona's models, each together with those that take over from it.
 *
 * @param failed hears of every failure, also of a model that another one takes over from
 * @throws ModelError when no model of a part can be made, naming the package, the variable or the class that is missing
 */
export async function loadModels(
  persona: Persona,
  env: Environment,
  failed: FailureListener = () => {},
): Promise<Models> {
  const [ears, mind, voice] = await Promise.all([
    makeAll("stt", persona, env, failed).then(oneStt),
    isRealtime(persona.llm) ? makeRealtime(persona, env) : makeAll("llm", persona, env, failed).then(oneLlm),
    makeAll("tts", persona, env, failed).then(oneTts),
  ]);
  return { ...(ears && { stt: ears }), ...(mind && { llm: mind }), ...(voice && { tts: voice }) };
}

/** Name of a model as the persona writes it. */
export function modelName(model: Model): string {
  return typeof model === "string" ? model : model.plugin;
}

async function makeRealtime(persona: Persona, env: Environment): Promise<llm.RealtimeModel | undefined> {
  return persona.llm === undefined ? undefined : makeModel("realtime", persona.llm, persona, env);
}

/** The models of a part, in their order; one that cannot be made is left out where another can. */
async function makeAll<P extends Part>(
  part: P,
  persona: Persona,
  env: Environment,
  failed: FailureListener,
): Promise<Made<P>[]> {
  const first = persona[part];
  if (first === undefined) return [];
  const models: Model[] = [first, ...(persona.fallback?.[part] ?? [])];
  // The persona's voice is its first provider's; others have none of that name.
  const { voice: _, ...others } = persona;
  const made = await Promise.allSettled(
    models.map((model, index) => makeModel(part, model, index === 0 ? persona : others, env)),
  );
  const usable = made.flatMap((result, index) => {
    const name = modelName(models[index] ?? first);
    if (result.status === "fulfilled") return [listenedTo(result.value, part, name, failed)];
    failed(modelFailure(part, name, result.reason));
    return [];
  });
  const [refused] = made;
  if (usable.length === 0 && refused?.status === "rejected") throw refused.reason;
  return usable;
}

/** Reports what a model says of its failures. Without any listener, such an event would end the process. */
function listenedTo<P extends Part>(model: Made<P>, part: P, name: string, failed: FailureListener): Made<P> {
  const emitter: { on(event: "error", listener: (event: ModelErrorEvent) => void): unknown } = model;
  emitter.on("error", ({ error }) => failed(modelFailure(part, name, error)));
  return model;
}
