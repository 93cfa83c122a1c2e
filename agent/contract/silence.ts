import { z } from "zod";
import { seconds } from "./seconds.js";
import { template } from "./template.js";
import { empty } from "./problem.js";

const silenceShape = {
  /** Seconds without speech or key presses, while the agent listens, before it asks; from 1 to 600. @default 15 */
  afterSeconds: seconds(1, 600, 15).default(15),
  /** Question that the agent asks. @default the model asks whether the caller is still there */
  say: template(z.string({ error: "must be text" }).regex(/\S/, empty("write a question, or leave it out"))).optional(),
  /** Number of unanswered questions, from 0 to 10, after which the next silence ends the call. @default 2 */
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
 * What happens when the caller stays silent. `false` turns this off; the call then ends at `maxCallSeconds`.
 *
 * @example
 * ```yaml
 * silence: { afterSeconds: 10, say: "Are you still there?", hangUpAfter: 1 }
 * ```
 */
export const silenceSchema = z.union([z.literal(false), settings], {
  error: "must be false, or { afterSeconds, say, hangUpAfter }",
});

/** The settings of a persona without `silence`. */
export const DEFAULT_SILENCE = settings.parse({});
