import { z } from "zod";
import { seconds } from "./seconds.js";

const endpointingShape = {
  /** The pause after words that sound finished, in seconds. @default 0.5 */
  minSeconds: seconds(0, 10, 0.5).default(0.5),
  /** The pause after words that do not, in seconds. @default 3 */
  maxSeconds: seconds(0, 10, 3).default(3),
};

/** The fields of {@link endpointingSchema}. */
export interface EndpointingShape extends Readonly<typeof endpointingShape> {}

/**
 * How long a caller has to be quiet before their turn counts as over: `minSeconds` where they sound finished,
 * `maxSeconds` where they do not.
 *
 * @example
 * endpointing: { minSeconds: 0.8, maxSeconds: 4 }
 */
export const endpointingSchema: z.ZodObject<EndpointingShape, z.core.$strict> = z
  .strictObject(endpointingShape)
  .refine(({ minSeconds, maxSeconds }) => minSeconds <= maxSeconds, {
    path: ["maxSeconds"],
    error: "is shorter than minSeconds; make it as long at least",
  });
