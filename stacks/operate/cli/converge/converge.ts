import type { Outcome } from "../../engine/outcome.js";
import type { EngineStack } from "../../engine/stack.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { runEngine } from "./engine-run.js";
import { ExitCode } from "../failure/exit-code.js";
import { outcomeData } from "./outcome-data.js";
import { changesIn, hasChanges, outcomeText, type Tense } from "./outcome-text.js";
import { type Planned, planned, since } from "./planned.js";
import { type ReadAt, readAtText } from "./read-at.js";
import { confirm, mustBeAskable } from "../terminal/prompt.js";
import { openStackToRun } from "../stack/stack.js";

/** Works out what `up` would do. */
export async function runPreview(
  context: Context,
  { detailedExitcode, refresh }: { detailedExitcode?: true; refresh?: true },
): Promise<Answer> {
  const stack = await openStackToRun(context);
  const outcome = await planned(context, stack, { refresh });
  const pending = detailedExitcode && hasChanges(outcome);
  return { ...answerOf(stack, outcome, "will"), exitCode: pending ? ExitCode.changesPending : ExitCode.ok };
}

/** Converges the stack, after a person has seen what that would do. */
export async function runUp(context: Context, { refresh }: { refresh?: true } = {}): Promise<Answer> {
  mustBeAskable(context, "Do this?");
  const stack = await openStackToRun(context);
  let earlier = refresh ? await readIn(context, stack) : undefined;
  let outcome = await planned(context, stack, { earlier });
  // The state of a killed run may name what is gone: it is not to be trusted before both clouds were read.
  if (outcome.isInterrupted && !refresh) {
    earlier = await readIn(context, stack);
    outcome = await planned(context, stack, { earlier });
  }
  if (!context.yes) {
    if (!hasChanges(outcome)) return answerOf(stack, outcome, "done");
    await agreed(context, outcome, "Do this?");
  }
  return apply(context, stack, outcome, earlier);
}

/**
 * Converges an open stack.
 *
 * @throws CommandError with what stands in the way, before anything is changed, or with the reason of each object that failed
 */
export async function converge(context: Context, stack: EngineStack, earlier?: Outcome): Promise<Answer> {
  return apply(context, stack, await planned(context, stack, { earlier }), earlier);
}

/** Does what was planned, unless a cloud could not be read: its first write would fail half way. */
async function apply(
  context: Context,
  stack: EngineStack,
  { unreadable, readAt }: Planned,
  earlier: Outcome | undefined,
): Promise<Answer> {
  const { signal } = context.io;
  if (unreadable.length > 0) {
    throw new CommandError("A cloud cannot be read", { problems: unreadable, next: "Nothing was changed" });
  }
  const outcome = await runEngine(context, {
    what: "Making both clouds what the config says",
    tense: "done",
    run: (hear) => stack.up(hear, { signal }),
  });
  // What a killed run was creating is found now, or created. Before that, destroy must still know of it.
  if (outcome.isInterrupted) await readIn(context, stack, { forgetting: true });
  return answerOf(stack, { ...since(earlier, outcome), readAt }, "done");
}

/** Takes what was changed by hand into the state, and converges: what `--fix` does. */
export async function mend(context: Context, stack: EngineStack): Promise<void> {
  await converge(context, stack, await readIn(context, stack));
}

/** Reads both clouds into the state; `forgetting` also forgets what a killed run was creating. */
export function readIn(
  context: Context,
  stack: EngineStack,
  { forgetting = false }: { forgetting?: boolean } = {},
): Promise<Outcome> {
  const { signal } = context.io;
  return runEngine(context, {
    what: "Reading both clouds",
    tense: "drift",
    run: (hear) => (forgetting ? stack.settle(hear, { signal }) : stack.refresh(hear, { signal })),
  });
}

/** Shows how the clouds differ from the state, or takes that into the state. */
export async function runRefresh(
  context: Context,
  { detailedExitcode, previewOnly }: { detailedExitcode?: true; previewOnly?: true },
): Promise<Answer> {
  const stack = await openStackToRun(context);
  const { signal } = context.io;
  const outcome = await runEngine(context, {
    what: "Reading both clouds",
    tense: "drift",
    run: (hear) => (previewOnly ? stack.previewRefresh(hear, { signal }) : stack.refresh(hear, { signal })),
  });
  const drifted = detailedExitcode && changesIn(outcome.steps).length > 0;
  return { ...answerOf(stack, outcome, "drift"), exitCode: drifted ? ExitCode.changesPending : ExitCode.ok };
}

/** Takes the stack down, after a person has seen what goes and what stays. */
export async function runDestroy(context: Context): Promise<Answer> {
  mustBeAskable(context, "Take the stack down?");
  const stack = await openStackToRun(context);
  await mustBeWhole(stack);
  const { signal } = context.io;
  if (!context.yes) {
    const outcome = await runEngine(context, {
      what: "Working out what would go",
      tense: "will",
      run: (hear) => stack.previewDestroy(hear, { signal }),
    });
    if (changesIn(outcome.steps).length === 0) return answerOf(stack, outcome, "done");
    await agreed(context, outcome, `Take ${stack.name} down?`);
  }
  const outcome = await runEngine(context, {
    what: `Taking ${stack.name} down`,
    tense: "done",
    run: (hear) => stack.destroy(hear, { signal }),
  });
  return answerOf(stack, outcome, "done");
}

/** What a killed run was creating is not in the state, and would be left behind. */
async function mustBeWhole(stack: EngineStack): Promise<void> {
  const { pending_operations: pending = [] } = await stack.state();
  const creating = pending.filter(({ type }) => type === "creating");
  if (creating.length === 0) return;
  throw new CommandError("The last run was killed while it was creating objects, which the state does not hold", {
    problems: creating.map(({ resource }) => resource.urn.slice(resource.urn.lastIndexOf("::") + 2)),
    next: "Run arkenos provision, which finds them, then arkenos destroy",
  });
}

async function agreed(context: Context, outcome: Outcome, question: string): Promise<void> {
  if (context.io.isTerminal && !context.json) context.io.stderr.write(`${outcomeText(outcome, "will")}\n`);
  if (!(await confirm(context, question))) throw new CommandError("Stopped; nothing was changed");
}

function answerOf(stack: EngineStack, outcome: Outcome & { readonly readAt?: ReadAt }, tense: Tense): Answer {
  const { readAt } = outcome;
  const text = [outcomeText(outcome, tense), ...(readAt === undefined ? [] : [readAtText(readAt)])].join("\n");
  const data = { stack: stack.name, ...outcomeData(outcome), ...(readAt !== undefined && { readAt }), text };
  return { data, text };
}
