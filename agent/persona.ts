import { z } from "zod";
import { toolSchema } from "./tool.js";

/** A model: a LiveKit Inference string, or a plugin by name with its options. */
const model = z.union([
  z.string({ error: "must be text" }).min(1, "is empty; write a model such as deepgram/nova-3"),
  z.strictObject({
    /** The plugin, such as `elevenlabs`. */
    plugin: z.string({ error: "must be the name of a plugin" }).min(1, "is empty; write the name of a plugin, such as elevenlabs"),
    /** What the plugin's constructor takes; keys come from the environment, never from here. */
    options: z.record(z.string(), z.json(), { error: "must be an object" }).default({}),
  }),
], { error: "must be a model such as deepgram/nova-3, or { plugin, options }" });

/** Who an agent is on the phone: what it says, hears with, thinks with and may do. */
export const personaSchema = z.strictObject({
  /** Instructions to the language model. */
  systemPrompt: z.string({ error: "must be text" }).min(1, "is empty; write the agent's instructions"),
  /** First words of a call; without them the model finds its own. */
  greeting: z.string({ error: "must be text" }).min(1, "is empty; write the first words, or leave it out").optional(),
  /** Who speaks first: `agent` or `caller`. @default "agent" */
  firstSpeaker: z.enum(["agent", "caller"], { error: 'must be "agent" or "caller"' }).default("agent"),
  /** Language of the conversation, BCP 47. @default "en" */
  language: z
    .string({ error: "must be a language, such as en or de-CH" })
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: ({ input }) => `"${input}" is not a language in BCP 47; write one such as en or de-CH` })
    .default("en"),
  /** Speech to text. */
  stt: model.optional(),
  /** Language model. */
  llm: model.optional(),
  /** Text to speech. */
  tts: model.optional(),
  /** Voice of the text to speech, as its provider names it. */
  voice: z.string({ error: "must be text" }).min(1, "is empty; write a voice, or leave it out").optional(),
  /** What the agent may do beside talking. @default [] */
  tools: z.array(toolSchema, { error: "must be a list of tools" }).default([]),
});

/** See {@link personaSchema}. */
export type Persona = z.output<typeof personaSchema>;
