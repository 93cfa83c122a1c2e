import { z } from "zod";
import { seconds } from "./seconds.js";
import { template } from "./template.js";

const silenceShape = {
  /** How long a caller may say nothing, and press nothing, while the agent waits. @default 15 */
  afterSeconds: seconds(1, 600, 15).default(15),
  /** What they then hear. @default the model asks in its own words whether they are still there */
  say: template(
    z.string({ error: "must be text" }).regex(/\S/, "is empty; write a question, or leave it out"),
  ).optional(),
  /** How often it is said without an answer before the call ends at the next silence. @default 2 */
  hangUpAfter: z
    .number({ error: "must be a whole number, such as 2" })
    .multipleOf(1, "must be a whole number, such as 2")
    .min(0, "must be 0 to 10")
    .max(10, "must be 0 to 10")
    .default(2),
};

/** The fields of {@link silenceSchema}. */
export interface SilenceShape extends Readonly<typeof silenceShape> {}

const settings: z.ZodObject<SilenceShape, z.core.$strict> = z.strictObject(silenceShape);

/**
 * What happens when a caller says nothing; `false` waits for as long as the call may last.
 *
 * @example
 * silence: { afterSeconds: 10, say: "Are you still there?", hangUpAfter: 1 }
 */
export const silenceSchema = z.union([z.literal(false), settings], {
  error: "must be false, or { afterSeconds, say, hangUpAfter }",
});

/** What a persona does that says nothing about silence. */
export const DEFAULT_SILENCE = settings.parse({});
