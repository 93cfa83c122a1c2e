import { z } from "zod";
import { template } from "./template.js";
import { empty } from "./problem.js";

const voicemailShape = {
  /** Message to leave after the tone. */
  say: template(z.string({ error: "must be text" }).regex(/\S/, empty("write a message, or use hang-up"))),
};

/** The fields of a message for voicemail. */
export interface VoicemailShape extends Readonly<typeof voicemailShape> {}

const message: z.ZodObject<VoicemailShape, z.core.$strict> = z.strictObject(voicemailShape);

/**
 * What an outbound call does when voicemail picks up: `hang-up`, or `say` a message after the tone. The model detects
 * voicemail from the first words, so the persona needs an `llm` and an `stt`.
 *
 * @example
 * ```yaml
 * voicemail: { say: "This is Acme about your order {{vars.order_id}}. We will call again." }
 * ```
 */
export const voicemailSchema = z.union([z.literal("hang-up"), message], {
  error: 'must be "hang-up", or { say: "…" }',
});
