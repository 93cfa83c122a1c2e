import { z } from "zod";
import { parsedJson } from "./parsed-json.js";

const problemSchema = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  message: z.string(),
  remedy: z.string().exactOptional(),
});

const failureSchema = z.object({
  message: z.string(),
  next: z.string().optional(),
  problems: z.array(z.string()).optional(),
  details: z.array(problemSchema).exactOptional(),
});

/** The output of `arkenos preview --json`: what would change, or why that is unknown. */
const answerSchema = z.union([z.object({ text: z.string() }), z.object({ error: failureSchema })]);

/** Why a command failed. */
export type PreviewFailure = z.output<typeof failureSchema>;

/** The result of a preview: what `up` would do, or why that is unknown. */
export type PreviewResult = { readonly change: string } | { readonly failure: PreviewFailure };

/** The failure of a process that was killed or never started. */
const NO_ANSWER: PreviewFailure = {
  message: "It ended without the output of arkenos preview --json",
  next: "See the log of this run",
};

/** Parses the preview's output. Anything else is a failed preview. */
export function parsePreview(json: string): PreviewResult {
  const answer = answerSchema.safeParse(parsedJson(json));
  if (!answer.success) return { failure: NO_ANSWER };
  return "text" in answer.data ? { change: answer.data.text } : { failure: answer.data.error };
}
