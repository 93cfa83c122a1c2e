import { z } from "zod";
import { pluginName } from "./plugin-name.js";
import { empty, refuse } from "./problem.js";
import { IN_CLEAR, isSecretName } from "./secret.js";

const pluginShape = {
  /** The plugin: a LiveKit plugin, such as `elevenlabs`; a package, such as `@acme/voices`; or a file in the worker's `ARKENOS_PLUGIN_PATH`, such as `./voices.js`. */
  plugin: pluginName,
  /** Options of the plugin's constructor. Do not put API keys here: the plugin reads them from the worker's environment. @default {} */
  options: z
    .record(z.string(), z.json(), { error: "must be an object with options of the plugin's constructor" })
    .default({})
    .superRefine(refuseKeys),
};

/** The fields of a plugin model. */
export interface PluginShape extends Readonly<typeof pluginShape> {}

const plugin: z.ZodObject<PluginShape, z.core.$strict> = z.strictObject(pluginShape);

const realtimeShape = {
  ...pluginShape,
  /** Whether this is a realtime (speech-to-speech) model, which also hears and speaks. @default false */
  realtime: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of a plugin language model. */
export interface RealtimeShape extends Readonly<typeof realtimeShape> {}

const realtimePlugin: z.ZodObject<RealtimeShape, z.core.$strict> = z.strictObject(realtimeShape);

/** A model: a LiveKit Inference model string, or a plugin and its options. */
export const modelSchema = z.union([z.string().min(1, empty("write a model such as deepgram/nova-3")), plugin], {
  error: "must be a model such as deepgram/nova-3, or { plugin, options }",
});

/** A language model: the same as {@link modelSchema}, or a realtime model. */
export const languageModelSchema = z.union(
  [z.string().min(1, empty("write a model such as openai/gpt-4o-mini")), realtimePlugin],
  { error: "must be a model such as openai/gpt-4o-mini, or { plugin, options }" },
);

/** See {@link languageModelSchema}, which includes every other model. */
export type Model = z.output<typeof languageModelSchema>;

const KEY_REMEDY = "leave it out, and put the variable that the plugin reads into agentEnv";

/** Rejects keys in a plugin's options, because the contract is public. */
function refuseKeys(options: z.core.util.JSONType, context: z.RefinementCtx, path: readonly string[] = []): void {
  if (typeof options !== "object" || options === null) return;
  for (const [name, value] of Object.entries(options)) {
    const here = [...path, name];
    if (typeof value !== "string") refuseKeys(value, context, here);
    else if (isSecretName(name)) refuse(context, { ...IN_CLEAR, remedy: KEY_REMEDY }, here);
  }
}
