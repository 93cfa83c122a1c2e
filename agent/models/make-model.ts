import { inference, llm, stt, tts } from "@livekit/agents";
import type { Model } from "../contract/model.js";
import type { Persona } from "../contract/persona.js";
import type { Kind } from "../contract/plugins.js";
import { findPlugin, ModelError } from "./plugin-module.js";

type Environment = Readonly<Record<string, string | undefined>>;
type Speaking = Pick<Persona, "language" | "voice">;

const CLASSES = { stt: stt.STT, llm: llm.LLM, tts: tts.TTS, realtime: llm.RealtimeModel } as const;
/** What each kind of model is. */
export type Made<K extends Kind> = InstanceType<(typeof CLASSES)[K]>;
type Constructor = new (options: object) => unknown;

/**
 * Makes one model. A plugin is imported here.
 *
 * @param speaking the language and voice of the persona that it is for
 * @throws ModelError naming the package, the variable or the class that is missing
 */
export async function makeModel<K extends Kind>(
  kind: K,
  model: Model,
  speaking: Speaking,
  env: Environment,
): Promise<Made<K>> {
  const made =
    typeof model === "string" ? fromInference(kind, model, speaking) : await fromPlugin(kind, model, speaking, env);
  if (made instanceof CLASSES[kind]) return made as Made<K>;
  throw new ModelError(
    `${nameOf(model)} is no ${kind} of this @livekit/agents; install the plugin in the version of @livekit/agents, so that there is one copy of it`,
  );
}

/** A model of LiveKit's own service; a string with a colon says the language or the voice itself. */
function fromInference(kind: Kind, model: string, { language, voice }: Speaking): unknown {
  const saysMore = model.includes(":");
  if (kind === "stt") return new inference.STT(saysMore ? { model } : { model, language });
  if (kind === "llm") return new inference.LLM({ model });
  return new inference.TTS({ model, language, ...(voice !== undefined && !saysMore && { voice }) });
}

async function fromPlugin(
  kind: Kind,
  { plugin, options }: Exclude<Model, string>,
  { language, voice }: Speaking,
  env: Environment,
): Promise<unknown> {
  const { specifier, makers } = findPlugin(plugin, env);
  const maker = makers[kind];
  const found = maker && dig(await load(plugin, specifier), maker.name);
  if (typeof found !== "function") {
    throw new ModelError(
      `the plugin "${plugin}" has no ${kind}; name another plugin for ${kind === "realtime" ? "a realtime llm" : kind}`,
    );
  }
  const fromPersona = { ...maker?.language?.(language), ...(voice !== undefined && maker?.voice?.(voice)) };
  try {
    return new (found as Constructor)({ ...fromPersona, ...options });
  } catch (error) {
    throw new ModelError(`the ${kind} of the plugin "${plugin}" cannot be made: ${said(error)}`);
  }
}

async function load(plugin: string, specifier: string): Promise<unknown> {
  try {
    return await import(specifier);
  } catch (error) {
    throw new ModelError(`the plugin "${plugin}" cannot be loaded: ${said(error)}`);
  }
}

/** The export of a name such as `realtime.RealtimeModel`. */
function dig(module: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>(
      (from, key) => (typeof from === "object" && from !== null ? (from as Record<string, unknown>)[key] : undefined),
      module,
    );
}

function nameOf(model: Model): string {
  return typeof model === "string" ? `"${model}"` : `what the plugin "${model.plugin}" makes`;
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
