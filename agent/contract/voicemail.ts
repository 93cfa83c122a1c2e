import { z } from "zod";
import { template } from "./template.js";

const voicemailShape = {
  /** The message. */
  say: template(z.string({ error: "must be text" }).regex(/\S/, "is empty; write a message, or hang-up")),
};

/** The fields of a voicemail that is answered with a message. */
export interface VoicemailShape extends Readonly<typeof voicemailShape> {}

const message: z.ZodObject<VoicemailShape, z.core.$strict> = z.strictObject(voicemailShape);

/**
 * What a call out does when a voicemail picks up: `hang-up`, or `say` a message after its tone. The model listens to
 * the first words to tell a person from a machine, so it needs an `llm` and an `stt`.
 *
 * @example
 * voicemail: { say: "This is Acme about your order {{vars.order_id}}. We will call again." }
 */
export const voicemailSchema = z.union([z.literal("hang-up"), message], {
  error: 'must be "hang-up", or { say: "…" }',
});
