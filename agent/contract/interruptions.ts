import { z } from "zod";

const interruptionsShape = {
  /** Whether the agent stops speaking when the caller speaks. @default true */
  enabled: z.boolean({ error: "must be true or false" }).optional(),
  /** Number of words that interrupt the agent, from 0 to 20; requires an stt. @default 0, half a second of speech */
  minWords: z
    .int({ error: "must be a whole number of words, such as 2" })
    .min(0, "must be 0 to 20")
    .max(20, "must be 0 to 20")
    .optional(),
  /** Whether the greeting can be interrupted. @default the value of enabled */
  greeting: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of {@link interruptionsSchema}. */
export interface InterruptionsShape extends Readonly<typeof interruptionsShape> {}

/**
 * Whether a caller who speaks interrupts the agent. A pressed key always interrupts.
 *
 * @example
 * ```yaml
 * interruptions: { minWords: 2, greeting: false }
 * ```
 */
export const interruptionsSchema: z.ZodObject<InterruptionsShape, z.core.$strict> = z.strictObject(interruptionsShape, {
  error: ({ code }) => (code === "invalid_type" ? "must be an object, such as { greeting: false }" : undefined),
});
