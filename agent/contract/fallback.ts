import { z } from "zod";
import { modelSchema } from "./model.js";

const models = z
  .array(modelSchema, { error: "must be a list of models, such as [deepgram/nova-3]" })
  .min(1, "is empty; name a model, or leave it out");

const fallbackShape = {
  /** Speech to text. */
  stt: models.optional(),
  /** Language models; a realtime one is not among them. */
  llm: models.optional(),
  /** Text to speech. */
  tts: models.optional(),
};

/** The fields of {@link fallbackSchema}. */
export interface FallbackShape extends Readonly<typeof fallbackShape> {}

/**
 * Models that take over, in this order, when the one before fails or does not answer within five seconds.
 * A voice that is a fallback brings its own voice: `cartesia/sonic-3:VOICE`, or the plugin's option.
 *
 * @example
 * fallback: { llm: [openai/gpt-4o-mini], tts: [{ plugin: elevenlabs, options: { voiceId: EXAVITQu4vr4xnSDxMaL } }] }
 */
export const fallbackSchema: z.ZodObject<FallbackShape, z.core.$strict> = z.strictObject(fallbackShape);

/** See {@link fallbackSchema}. */
export type Fallback = z.output<typeof fallbackSchema>;
