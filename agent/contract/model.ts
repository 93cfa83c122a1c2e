import { z } from "zod";
import { pluginName } from "./plugin-name.js";
import { IN_CLEAR, isSecretName } from "./secret.js";

const pluginShape = {
  /** The plugin: one that the worker knows, such as `elevenlabs`; a package, such as `@acme/voices`; or a file in the worker's `ARKENOS_PLUGIN_PATH`, such as `./voices.js`. */
  plugin: pluginName,
  /** What the plugin's constructor takes; keys come from the worker's environment, never from here. @default {} */
  options: z
    .record(z.string(), z.json(), { error: "must be an object of what the plugin's constructor takes" })
    .default({})
    .superRefine(refuseKeys),
};

/** The fields of a model that is a plugin. */
export interface PluginShape extends Readonly<typeof pluginShape> {}

const plugin: z.ZodObject<PluginShape, z.core.$strict> = z.strictObject(pluginShape);

const realtimeShape = {
  ...pluginShape,
  /** A model that hears and speaks by itself. @default false */
  realtime: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of a language model that is a plugin. */
export interface RealtimeShape extends Readonly<typeof realtimeShape> {}

const realtimePlugin: z.ZodObject<RealtimeShape, z.core.$strict> = z.strictObject(realtimeShape);

/** A model: a LiveKit Inference string, or a plugin by name with its options. */
export const modelSchema = z.union([z.string().min(1, "is empty; write a model such as deepgram/nova-3"), plugin], {
  error: "must be a model such as deepgram/nova-3, or { plugin, options }",
});

/** A language model: as {@link modelSchema}, or a realtime one. */
export const languageModelSchema = z.union(
  [z.string().min(1, "is empty; write a model such as openai/gpt-4o-mini"), realtimePlugin],
  { error: "must be a model such as openai/gpt-4o-mini, or { plugin, options }" },
);

/** See {@link languageModelSchema}; every other model is one too. */
export type Model = z.output<typeof languageModelSchema>;

/** The contract is public, so a plugin's key has to come from the worker's environment. */
function refuseKeys(options: z.core.util.JSONType, context: z.RefinementCtx, path: readonly string[] = []): void {
  if (typeof options !== "object" || options === null) return;
  for (const [name, value] of Object.entries(options)) {
    const here = [...path, name];
    if (typeof value !== "string") refuseKeys(value, context, here);
    else if (isSecretName(name)) {
      const message = `${IN_CLEAR}; leave it out, and put the variable that the plugin reads into agentEnv`;
      context.addIssue({ code: "custom", path: here, message });
    }
  }
}
