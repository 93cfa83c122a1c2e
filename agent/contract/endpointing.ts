import { z } from "zod";
import { seconds } from "./seconds.js";
import { withDetail } from "./problem.js";

const endpointingShape = {
  /** Pause in seconds that ends a turn when the caller sounds finished. @default 0.5 */
  minSeconds: seconds(0, 10, 0.5).default(0.5),
  /** Pause in seconds that ends a turn in any case. @default 3 */
  maxSeconds: seconds(0, 10, 3).default(3),
};

/** The fields of {@link endpointingSchema}. */
export interface EndpointingShape extends Readonly<typeof endpointingShape> {}

/**
 * How long the caller must pause before their turn ends: `minSeconds` if they sound finished, `maxSeconds` if not.
 *
 * @example
 * ```yaml
 * endpointing: { minSeconds: 0.8, maxSeconds: 4 }
 * ```
 */
export const endpointingSchema: z.ZodObject<EndpointingShape, z.core.$strict> = z
  .strictObject(endpointingShape)
  .refine(({ minSeconds, maxSeconds }) => minSeconds <= maxSeconds, {
    path: ["maxSeconds"],
    ...withDetail({
      code: "shorter_than_min",
      message: "is shorter than minSeconds",
      remedy: "make it at least as long",
    }),
  });
