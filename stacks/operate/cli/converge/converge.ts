import type { ProblemDetail } from "@arkenos/provider/problem";
import { onThisStack } from "../../on-this-stack.js";
import type { Outcome } from "../../engine/outcome.js";
import type { EngineStack } from "../../engine/stack.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { failureOf } from "../failure/failure.js";
import { requireUnchanged } from "./config-snapshot.js";
import { runEngine } from "./engine-run.js";
import { ExitCode } from "../failure/exit-code.js";
import { whyNotFast } from "./fast-mode.js";
import { purchases, releases } from "./number-changes.js";
import { hasChanges, outcomeText, secretOutputsIn } from "./outcome-text.js";
import { type Planned, planned, since } from "./planned.js";
import { readIn } from "./refresh.js";
import { answerOf, confirmed, withNote } from "./run-answer.js";
import { requireTerminal } from "../terminal/prompt.js";
import { openStackToRun } from "../stack/stack.js";

const QUESTION = "Apply these changes?";

/** How both clouds are updated. */
export interface ConvergeOptions {
  /** A refresh that has just read both clouds into the state. */
  readonly earlier?: Outcome | undefined;
  /** Writes the state only at the end. */
  readonly fast?: true | undefined;
  /** The number that the person has already agreed to buy or release. */
  readonly agreed?: string | undefined;
}

/** `arkenos preview`: what `up` would change. */
export async function runPreview(
  context: Context,
  { detailedExitcode, refresh }: { detailedExitcode?: true; refresh?: true },
): Promise<Answer> {
  const stack = await openStackToRun(context);
  const outcome = await planned(context, stack, { refresh });
  const pending = detailedExitcode && hasChanges(outcome);
  return { ...answerOf(context, stack, outcome, "will"), exitCode: pending ? ExitCode.changesPending : ExitCode.ok };
}

/** `arkenos up`: shows the changes, asks, and applies them. */
export async function runUp(
  context: Context,
  { refresh, fast }: { refresh?: true; fast?: true } = {},
): Promise<Answer> {
  requireTerminal(context, QUESTION);
  const stack = await openStackToRun(context);
  let earlier = refresh || (await stack.hasJournal()) ? await readIn(context, stack) : undefined;
  let outcome = await planned(context, stack, { earlier });
  // After a killed run the state may name objects that are gone, so read both clouds first.
  if (outcome.isInterrupted && !earlier) {
    earlier = await readIn(context, stack);
    outcome = await planned(context, stack, { earlier });
  }
  if (!context.yes) {
    if (!hasChanges(outcome) && secretOutputsIn(outcome).length === 0) return answerOf(context, stack, outcome, "done");
    const changes = [outcomeText(outcome, "will"), ...(await purchases(outcome))];
    await confirmed(context, changes.join("\n"), QUESTION);
  }
  return apply(context, stack, outcome, { earlier, fast });
}

/**
 * Updates both clouds to match the config of an open stack. What a killed run has left in a journal enters the state
 * first. What buys or releases a number is shown and asked about; the rest is not.
 *
 * @throws CommandError with what blocks the run, before anything is changed, or with the reason for each failure
 */
export async function converge(
  context: Context,
  stack: EngineStack,
  { earlier, fast, agreed }: ConvergeOptions = {},
): Promise<Answer> {
  const read = earlier ?? ((await stack.hasJournal()) ? await readIn(context, stack) : undefined);
  const outcome = await planned(context, stack, { earlier: read });
  const changes = context.yes ? [] : [...(await purchases(outcome, agreed)), ...releases(outcome, agreed)];
  if (changes.length > 0) await confirmed(context, changes.join("\n"), QUESTION);
  return apply(context, stack, outcome, { earlier: read, fast });
}

/** Applies a plan, unless a cloud could not be read: the run would fail halfway. */
async function apply(
  context: Context,
  stack: EngineStack,
  { unreadable, readAt, steps, config }: Planned,
  { earlier, fast }: ConvergeOptions,
): Promise<Answer> {
  const { signal } = context.io;
  if (unreadable.length > 0) {
    throw new CommandError({
      code: "cloud_unreadable",
      message: "A cloud could not be read",
      problems: unreadable,
      next: "Nothing was changed",
    });
  }
  await requireUnchanged(stack, config);
  const notFast = fast && whyNotFast(stack, steps);
  const outcome = await runEngine(context, {
    what: "Updating both clouds",
    tense: "done",
    run: (onStep) => stack.up(onStep, { signal, fast: fast && !notFast }),
  });
  // Everything a killed run was creating now exists. Until here destroy had to know about it.
  const unsettled = outcome.isInterrupted ? await settle(context, stack) : undefined;
  const noted = [notFast, unsettled].reduce(withNote, since(earlier, outcome));
  return answerOf(context, stack, { ...noted, readAt }, "done");
}

/** Drops the pending operations of a killed run. The changes are made, so a failure is a note. */
async function settle(context: Context, stack: EngineStack): Promise<ProblemDetail | undefined> {
  try {
    await readIn(context, stack, { forgetting: true });
    return undefined;
  } catch (error) {
    return {
      /** The state still has the pending operations of a killed run, which was recovered. */
      code: "not_settled",
      message: `The state still has the pending operations of the killed run: ${failureOf(error, context.io.env).message}`,
      remedy: `Run ${onThisStack("arkenos provision")}`,
    };
  }
}

/** Reads manual changes into the state, then updates both clouds: what `--fix` does. */
export async function applyFix(context: Context, stack: EngineStack): Promise<void> {
  await converge(context, stack, { earlier: await readIn(context, stack) });
}
