import type { Outcome } from "../../engine/outcome.js";
import type { EngineStack } from "../../engine/stack.js";
import { ExitCode } from "../failure/exit-code.js";
import type { Context } from "../stack/context.js";
import { openStackToRun } from "../stack/stack.js";
import type { Answer } from "../terminal/answer.js";
import { runEngine } from "./engine-run.js";
import { recordKilledRun } from "./killed-run.js";
import { changesIn } from "./outcome-text.js";
import { answerOf } from "./run-answer.js";

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
        run: (onStep) => stack.previewRefresh(onStep, { signal }),
      })
    : await readIn(context, stack);
  const drifted = detailedExitcode && changesIn(outcome.steps).length > 0;
  return { ...answerOf(context, stack, outcome, "drift"), exitCode: drifted ? ExitCode.changesPending : ExitCode.ok };
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
    run: async (onStep) => {
      if (forgetting) return stack.settle(onStep, { signal });
      await recordKilledRun(context, stack);
      return stack.refresh(onStep, { signal });
    },
  });
}
