import { z } from "zod";
import { modelSchema } from "./model.js";
import { empty } from "./problem.js";

const models = z
  .array(modelSchema, { error: "must be a list of models, such as [deepgram/nova-3]" })
  .min(1, empty("add a model, or leave it out"));

const fallbackShape = {
  /** Fallback speech-to-text models. @default none */
  stt: models.optional(),
  /** Fallback language models; realtime models are not supported. @default none */
  llm: models.optional(),
  /** Fallback text-to-speech models. @default none */
  tts: models.optional(),
};

/** The fields of {@link fallbackSchema}. */
export interface FallbackShape extends Readonly<typeof fallbackShape> {}

/**
 * Models that take over, in order, when the previous one fails or does not respond within five seconds. A fallback
 * text-to-speech model sets its own voice: `cartesia/sonic-3:VOICE`, or the plugin's option.
 *
 * @example
 * ```yaml
 * fallback: { llm: [openai/gpt-4o-mini], tts: [{ plugin: elevenlabs, options: { voiceId: EXAVITQu4vr4xnSDxMaL } }] }
 * ```
 */
export const fallbackSchema: z.ZodObject<FallbackShape, z.core.$strict> = z.strictObject(fallbackShape);
