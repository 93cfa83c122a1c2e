import { onThisStack } from "../../on-this-stack.js";
import type { EngineStack } from "../../engine/stack.js";
import { nameIn } from "../../engine/step.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { openStackToRun } from "../stack/stack.js";
import type { Answer } from "../terminal/answer.js";
import { requireTerminal } from "../terminal/prompt.js";
import { runEngine } from "./engine-run.js";
import { whyNotFast } from "./fast-mode.js";
import { recordKilledRun } from "./killed-run.js";
import { changesIn, outcomeText } from "./outcome-text.js";
import { answerOf, confirmed, withNote } from "./run-answer.js";

/** `arkenos destroy`: shows what will be deleted and what stays, asks, and deletes it. */
export async function runDestroy(context: Context, { fast }: { fast?: true } = {}): Promise<Answer> {
  requireTerminal(context, "Destroy the stack?");
  const stack = await openStackToRun(context);
  await requireKnownObjects(context, stack);
  const { signal } = context.io;
  if (!context.yes) {
    const outcome = await runEngine(context, {
      what: "Previewing the deletions",
      tense: "will",
      run: (onStep) => stack.previewDestroy(onStep, { signal }),
    });
    if (changesIn(outcome.steps).length === 0) return answerOf(context, stack, outcome, "done");
    await confirmed(context, outcomeText(outcome, "will"), `Destroy ${stack.name}?`);
  }
  const notFast = fast && whyNotFast(stack, (await stack.state()).resources ?? []);
  const outcome = await runEngine(context, {
    what: `Destroying ${stack.name}`,
    tense: "done",
    run: (onStep) => stack.destroy(onStep, { signal, fast: fast && !notFast }),
  });
  return answerOf(context, stack, withNote(outcome, notFast), "done");
}

/** Objects that a killed run was creating must be in the state, or destroy would leave them behind. */
async function requireKnownObjects(context: Context, stack: EngineStack): Promise<void> {
  let unknown: readonly string[] = [];
  await runEngine(context, {
    what: "Reading the state",
    tense: "drift",
    run: async () => void (unknown = await recordKilledRun(context, stack)),
  });
  if (unknown.length === 0) return;
  throw new CommandError({
    code: "objects_not_in_state",
    message: "The last run was killed while it was creating objects that are not in the state yet",
    problems: unknown.map(nameIn),
    next: `Run ${onThisStack("arkenos provision")} to find them, then ${onThisStack("arkenos destroy")}`,
  });
}
