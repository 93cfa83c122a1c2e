import { z } from "zod";
import { parsedJson } from "./parsed-json.js";

const failureSchema = z.object({
  message: z.string(),
  next: z.string().optional(),
  problems: z.array(z.string()).optional(),
});

/** What `arkenos preview --json` answers: what would change, or why that is not known. */
const answerSchema = z.union([z.object({ text: z.string() }), z.object({ error: failureSchema })]);

/** Why a command failed, as its answer has it. */
export type Failure = z.output<typeof failureSchema>;

/** What is known before a change: what `up` would do, or why nobody can say. */
export type Foreseen = { readonly change: string } | { readonly failure: Failure };

/** Nothing is what a process leaves that was killed, or that never began. */
const NO_ANSWER: Failure = {
  message: "It ended without an answer, as arkenos preview --json gives it",
  next: "The log of this run says why",
};

/** Reads preview's answer; whatever is none is a failure of the preview. */
export function foreseenIn(json: string): Foreseen {
  const answer = answerSchema.safeParse(parsedJson(json));
  if (!answer.success) return { failure: NO_ANSWER };
  return "text" in answer.data ? { change: answer.data.text } : { failure: answer.data.error };
}
