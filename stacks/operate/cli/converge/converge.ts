import type { Flaw } from "@arkenos/provider/problem";
import type { Outcome } from "../../engine/outcome.js";
import type { EngineStack } from "../../engine/stack.js";
import { nameIn } from "../../engine/step.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { runEngine } from "./engine-run.js";
import { ExitCode } from "../failure/exit-code.js";
import { whyNotFast } from "./fast-mode.js";
import { recordKilledRun } from "./killed-run.js";
import { outcomeData } from "./outcome-data.js";
import { changesIn, hasChanges, outcomeText, type Tense } from "./outcome-text.js";
import { type Planned, planned, since } from "./planned.js";
import { type ReadAt, readAtText } from "./read-at.js";
import { confirmAfter, mustBeAskable } from "../terminal/prompt.js";
import { openStackToRun } from "../stack/stack.js";

const QUESTION = "Apply these changes?";

/** How both clouds are updated. */
export interface ConvergeOptions {
  /** A refresh that has just read both clouds into the state. */
  readonly earlier?: Outcome | undefined;
  /** Writes the state only at the end. */
  readonly fast?: true | undefined;
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
  mustBeAskable(context, QUESTION);
  const stack = await openStackToRun(context);
  let earlier = refresh || (await stack.hasJournal()) ? await readIn(context, stack) : undefined;
  let outcome = await planned(context, stack, { earlier });
  // After a killed run the state may name objects that are gone, so read both clouds first.
  if (outcome.isInterrupted && !earlier) {
    earlier = await readIn(context, stack);
    outcome = await planned(context, stack, { earlier });
  }
  if (!context.yes) {
    if (!hasChanges(outcome)) return answerOf(context, stack, outcome, "done");
    await confirmed(context, outcome, QUESTION);
  }
  return apply(context, stack, outcome, { earlier, fast });
}

/**
 * Updates both clouds to match the config of an open stack. What a killed run has left in a journal enters the state
 * first.
 *
 * @throws CommandError with what blocks the run, before anything is changed, or with the reason for each failure
 */
export async function converge(
  context: Context,
  stack: EngineStack,
  { earlier, fast }: ConvergeOptions = {},
): Promise<Answer> {
  const read = earlier ?? ((await stack.hasJournal()) ? await readIn(context, stack) : undefined);
  return apply(context, stack, await planned(context, stack, { earlier: read }), { earlier: read, fast });
}

/** Applies a plan, unless a cloud could not be read: the run would fail halfway. */
async function apply(
  context: Context,
  stack: EngineStack,
  { unreadable, readAt, steps }: Planned,
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
  const notFast = fast && whyNotFast(stack, steps);
  const outcome = await runEngine(context, {
    what: "Updating both clouds",
    tense: "done",
    run: (hear) => stack.up(hear, { signal, fast: fast && !notFast }),
  });
  // Everything a killed run was creating now exists. Until here destroy had to know about it.
  if (outcome.isInterrupted) await readIn(context, stack, { forgetting: true });
  return answerOf(context, stack, { ...withNote(since(earlier, outcome), notFast), readAt }, "done");
}

function withNote(outcome: Outcome, note: Flaw | undefined): Outcome {
  return note === undefined ? outcome : { ...outcome, notes: [...outcome.notes, note] };
}

/** Reads manual changes into the state, then updates both clouds: what `--fix` does. */
export async function applyFix(context: Context, stack: EngineStack): Promise<void> {
  await converge(context, stack, { earlier: await readIn(context, stack) });
}

/** Reads both clouds into the state; `forgetting` also drops the pending operations of a killed run. */
export function readIn(
  context: Context,
  stack: EngineStack,
  { forgetting = false }: { forgetting?: boolean } = {},
): Promise<Outcome> {
  const { signal } = context.io;
  return runEngine(context, {
    what: "Reading both clouds",
    tense: "drift",
    run: async (hear) => {
      if (forgetting) return stack.settle(hear, { signal });
      await recordKilledRun(context, stack);
      return stack.refresh(hear, { signal });
    },
  });
}

/** `arkenos refresh`: shows how the clouds differ from the state, and saves that unless it is a preview. */
export async function runRefresh(
  context: Context,
  { detailedExitcode, previewOnly }: { detailedExitcode?: true; previewOnly?: true },
): Promise<Answer> {
  const stack = await openStackToRun(context);
  const { signal } = context.io;
  const outcome = previewOnly
    ? await runEngine(context, {
        what: "Reading both clouds",
        tense: "drift",
        run: (hear) => stack.previewRefresh(hear, { signal }),
      })
    : await readIn(context, stack);
  const drifted = detailedExitcode && changesIn(outcome.steps).length > 0;
  return { ...answerOf(context, stack, outcome, "drift"), exitCode: drifted ? ExitCode.changesPending : ExitCode.ok };
}

/** `arkenos destroy`: shows what will be deleted and what stays, asks, and deletes it. */
export async function runDestroy(context: Context, { fast }: { fast?: true } = {}): Promise<Answer> {
  mustBeAskable(context, "Destroy the stack?");
  const stack = await openStackToRun(context);
  await requireKnownObjects(context, stack);
  const { signal } = context.io;
  if (!context.yes) {
    const outcome = await runEngine(context, {
      what: "Previewing the deletions",
      tense: "will",
      run: (hear) => stack.previewDestroy(hear, { signal }),
    });
    if (changesIn(outcome.steps).length === 0) return answerOf(context, stack, outcome, "done");
    await confirmed(context, outcome, `Destroy ${stack.name}?`);
  }
  const notFast = fast && whyNotFast(stack, (await stack.state()).resources ?? []);
  const outcome = await runEngine(context, {
    what: `Destroying ${stack.name}`,
    tense: "done",
    run: (hear) => stack.destroy(hear, { signal, fast: fast && !notFast }),
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
    next: "Run arkenos provision to find them, then arkenos destroy",
  });
}

async function confirmed(context: Context, outcome: Outcome, question: string): Promise<void> {
  if (!(await confirmAfter(context, outcomeText(outcome, "will"), question)))
    throw new CommandError({ code: "canceled", message: "Canceled; nothing was changed" });
}

function answerOf(
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
