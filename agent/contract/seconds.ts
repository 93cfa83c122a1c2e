import { z } from "zod";

/** A number of seconds between two bounds. */
export const seconds = (least: number, most: number, example: number) =>
  z
    .number({ error: `must be a number of seconds, such as ${example}` })
    .min(least, `must be ${least} to ${most} seconds`)
    .max(most, `must be ${least} to ${most} seconds`);
