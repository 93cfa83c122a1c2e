import { z } from "zod";
import { seconds } from "./seconds.js";

/**
 * How long a caller has to be quiet before their turn counts as over: `minSeconds` where they sound finished,
 * `maxSeconds` where they do not.
 *
 * @example
 * endpointing: { minSeconds: 0.8, maxSeconds: 4 }
 */
export const endpointingSchema = z
  .strictObject({
    /** @default 0.5 */
    minSeconds: seconds(0, 10, 0.5).default(0.5),
    /** @default 3 */
    maxSeconds: seconds(0, 10, 3).default(3),
  })
  .refine(({ minSeconds, maxSeconds }) => minSeconds <= maxSeconds, {
    path: ["maxSeconds"],
    error: "is shorter than minSeconds; make it as long at least",
  });
