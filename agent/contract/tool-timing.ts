import { z } from "zod";
import { template } from "./template.js";
import { empty } from "./problem.js";

/** Timeout of a tool call, in seconds. @default 10 */
export const timeoutSchema = z
  .number({ error: "must be a number of seconds" })
  .positive("must be more than 0")
  .max(120, "must not exceed 120")
  .default(10);

/** Sentence the agent says once if a tool call takes longer than a second. @default nothing */
export const speakWhileSchema = template(
  z.string({ error: "must be text" }).regex(/\S/, empty('write a sentence such as "One moment, please."')),
).optional();
