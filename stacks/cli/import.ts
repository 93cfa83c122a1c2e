import { importFile } from "../import/import-file.js";
import { type Plan, planImport } from "../import/plan.js";
import { telephonyStep } from "../telephony-step.js";
import type { Answer } from "./answer.js";
import { CommandError } from "./command-error.js";
import type { Context } from "./context.js";
import { runEngine } from "./engine-run.js";
import { openConfigured } from "./opened-stack.js";
import { outcomeData } from "./outcome-data.js";
import { outcomeText } from "./outcome-text.js";
import { confirm, mustBeAskable } from "./prompt.js";

/**
 * Takes what is there into the stack, without a call that changes it, and shows what the next `up` would change.
 *
 * @throws CommandError where several objects are meant, or one is somebody else's; nothing was taken then
 */
export async function runImport(context: Context, { dryRun }: { dryRun?: true }): Promise<Answer> {
  if (!dryRun) mustBeAskable(context, "Take these into the stack?", "--yes or --dry-run");
  const { stack, session } = await openConfigured(context);
  const { signal } = context.io;
  const preview = (what: string) =>
    runEngine(context, { what, tense: "will", run: (hear) => stack.preview(hear, { signal }) });

  const { steps } = await preview("Working out what the stack wants");
  const plan = await planImport(
    steps.flatMap((step) => telephonyStep(step) ?? []).filter(({ op }) => op === "create"),
    session,
  );
  if (plan.refusals.length > 0) {
    const next = "Nothing was taken; delete or rename one, or name the one to keep by adopt, then run this again";
    throw new CommandError("What is there is not clear enough to be taken", { problems: plan.refusals, next });
  }
  const data = { stack: stack.name, ...planData(plan) };
  if (dryRun || plan.taken.length === 0) return { data: { ...data, imported: false }, text: planText(plan) };
  if (context.io.isTerminal) context.io.stderr.write(`${planText(plan)}\n`);
  if (!(await confirm(context, "Take these into the stack?"))) throw new CommandError("Stopped; nothing was taken");
  await stack.import(importFile(plan.taken));

  const next = await preview("Working out what the next up would change");
  return {
    data: { ...data, imported: true, next: outcomeData(next) },
    text: `${planText(plan)}\n\nTaken, without a change to either cloud. The next up:\n${outcomeText(next, "will")}`,
  };
}

function planText({ taken, left }: Plan): string {
  return [
    ...taken.map(({ step, id, reason }) => `= ${step.cloud.padEnd(7)} ${step.words}: ${id}, for ${reason}`),
    ...left.map(({ step, reason }) => `+ ${step.cloud.padEnd(7)} ${step.words}: left to up; ${reason}`),
    `${taken.length} to take, ${left.length} left to up.`,
  ].join("\n");
}

function planData({ taken, left }: Plan) {
  return {
    taken: taken.map(({ step: { name, cloud, noun, words }, id, reason }) => ({
      name,
      cloud,
      kind: noun,
      words,
      id,
      reason,
    })),
    left: left.map(({ step: { name, cloud, noun, words }, reason }) => ({ name, cloud, kind: noun, words, reason })),
  };
}
