import type { ProblemDetail } from "@arkenos/provider/problem";
import type { Outcome } from "../../engine/outcome.js";
import type { EngineStack } from "../../engine/stack.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import type { Answer } from "../terminal/answer.js";
import { confirmAfter } from "../terminal/prompt.js";
import { outcomeData } from "./outcome-data.js";
import { outcomeText, type Tense } from "./outcome-text.js";
import { type ReadAt, readAtText } from "./read-at.js";

/** Shows what a run would change and asks for it. @throws CommandError if the answer is no */
export async function confirmed(context: Context, changes: string, question: string): Promise<void> {
  if (!(await confirmAfter(context, changes, question)))
    throw new CommandError({ code: "canceled", message: "Canceled; nothing was changed" });
}

/** The answer of a command that ran the engine: what changed, or would change. */
export function answerOf(
  { io }: Context,
  stack: EngineStack,
  outcome: Outcome & { readonly readAt?: ReadAt },
  tense: Tense,
): Answer {
  const { readAt } = outcome;
  const textOf = (isShown: boolean) =>
    [outcomeText(outcome, tense, isShown), ...(readAt === undefined ? [] : [readAtText(readAt)])].join("\n");
  const data = { stack: stack.name, ...outcomeData(outcome), ...(readAt !== undefined && { readAt }) };
  // At a terminal, the run and the answer are on one screen.
  const isShown = tense !== "will" && io.isTerminal && io.widths.stdout !== undefined;
  return { data: { ...data, text: textOf(false) }, text: textOf(isShown) };
}

/** An outcome with one more note, if there is one. */
export function withNote(outcome: Outcome, note: ProblemDetail | undefined | false): Outcome {
  return !note ? outcome : { ...outcome, notes: [...outcome.notes, note] };
}
