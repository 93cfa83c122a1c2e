import type { EngineStack } from "../../engine/stack.js";
import type { Step } from "../../engine/step.js";
import { runEngine } from "../converge/engine-run.js";
import { changesIn } from "../converge/outcome-text.js";
import type { CommandError } from "../failure/command-error.js";
import { failureOf } from "../failure/failure.js";
import type { Context } from "../stack/context.js";

/** Why the clouds were not compared with the state, in the terms of a failed command. */
export type NotChecked = Pick<CommandError, "code" | "message" | "next" | "problems" | "details">;

/** How the clouds differ from the state, or why that was not checked. */
export type Drift =
  | { readonly checked: true; readonly changes: readonly Step[] }
  | { readonly checked: false; readonly reason: NotChecked };

/** Reads both clouds and compares them with the state, without saving the result. If that fails, the rest is still shown. */
export async function readDrift(context: Context, stack: EngineStack): Promise<Drift> {
  const { signal } = context.io;
  try {
    const { steps } = await runEngine(context, {
      what: "Comparing both clouds with the state",
      tense: "drift",
      run: (onStep) => stack.previewRefresh(onStep, { signal }),
    });
    return { checked: true, changes: changesIn(steps) };
  } catch (error) {
    return { checked: false, reason: failureOf(error, context.io.env) };
  }
}
