import { inference, llm, stt, tts } from "@livekit/agents";
import type { Model } from "../contract/model.js";
import type { Persona } from "../contract/persona.js";
import type { Kind } from "../contract/plugins.js";
import { lacking } from "../contract/plugin-problem.js";
import { findPlugin, ModelError } from "./plugin-module.js";

type Environment = Readonly<Record<string, string | undefined>>;
type SpeechSettings = Pick<Persona, "language" | "voice">;

const CLASSES = { stt: stt.STT, llm: llm.LLM, tts: tts.TTS, realtime: llm.RealtimeModel } as const;
/** The class of each kind of model. */
export type Made<K extends Kind> = InstanceType<(typeof CLASSES)[K]>;
type Constructor = new (options: object) => unknown;

/**
 * Creates a model, and imports its plugin if it has one.
 *
 * @param settings the persona's language and voice
 * @throws ModelError naming the missing package, environment variable, or class
 */
export async function makeModel<K extends Kind>(
  kind: K,
  model: Model,
  settings: SpeechSettings,
  env: Environment,
): Promise<Made<K>> {
  const made =
    typeof model === "string" ? fromInference(kind, model, settings) : await fromPlugin(kind, model, settings, env);
  if (made instanceof CLASSES[kind]) return made as Made<K>;
  throw new ModelError({
    code: "incompatible_plugin",
    message: `${nameOf(model)} is not a ${kind} of the installed @livekit/agents`,
    remedy: "install the plugin in the same version, so that @livekit/agents is installed only once",
  });
}

/** A LiveKit Inference model. A string with a colon includes the language or voice. */
function fromInference(kind: Kind, model: string, { language, voice }: SpeechSettings): unknown {
  const isComplete = model.includes(":");
  if (kind === "stt") return new inference.STT(isComplete ? { model } : { model, language });
  if (kind === "llm") return new inference.LLM({ model });
  return new inference.TTS({ model, language, ...(voice !== undefined && !isComplete && { voice }) });
}

async function fromPlugin(
  kind: Kind,
  { plugin, options }: Exclude<Model, string>,
  { language, voice }: SpeechSettings,
  env: Environment,
): Promise<unknown> {
  const { specifier, makers } = findPlugin(plugin, env);
  const maker = makers[kind];
  const found = maker && exportOf(await load(plugin, specifier), maker.name);
  if (typeof found !== "function") throw new ModelError(lacking(plugin, kind));
  const fromPersona = { ...maker?.language?.(language), ...(voice !== undefined && maker?.voice?.(voice)) };
  try {
    return new (found as Constructor)({ ...fromPersona, ...options });
  } catch (error) {
    const message = `the ${kind} of the plugin "${plugin}" cannot be created: ${messageOf(error)}`;
    throw new ModelError({ code: "failing_plugin", message });
  }
}

async function load(plugin: string, specifier: string): Promise<unknown> {
  try {
    return await import(specifier);
  } catch (error) {
    const message = `the plugin "${plugin}" cannot be loaded: ${messageOf(error)}`;
    throw new ModelError({ code: "failing_plugin", message });
  }
}

/** The export with a dotted name, such as `realtime.RealtimeModel`. */
function exportOf(module: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>(
      (from, key) => (typeof from === "object" && from !== null ? (from as Record<string, unknown>)[key] : undefined),
      module,
    );
}

function nameOf(model: Model): string {
  return typeof model === "string" ? `"${model}"` : `the model of the plugin "${model.plugin}"`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
