import { CATALOGUE } from "../doctor/catalogue.js";
import { examine } from "../doctor/examine.js";
import type { Finding, Subject } from "../doctor/finding.js";
import { type Step, stepsOf } from "../doctor/pipeline-steps.js";
import type { Answer } from "./answer.js";
import { CommandError } from "./command-error.js";
import type { Context } from "./context.js";
import { mend } from "./converge.js";
import { requireE164 } from "./required.js";
import { machineOf, openDesired } from "./examine-stack.js";
import { ExitCode } from "./exit-code.js";
import { confirm, mustBeAskable } from "./prompt.js";
import { openStackToRun } from "./stack.js";

/** Checks the way of one number from Twilio to its agent, and completes it if that is asked for. */
export async function runTestPipeline(context: Context, number: string, { fix }: { fix?: true }): Promise<Answer> {
  requireE164(number);
  if (fix) mustBeAskable(context, "Complete it?");
  const first = await steps(context, number);
  if (!fix || first.every(({ ok }) => ok)) return answerOf(number, first);
  if (!(await confirm(context, "The stack can be converged, which mends what it can. Do it?")))
    return answerOf(number, first);
  await mend(context, await openStackToRun(context));
  return answerOf(number, await steps(context, number));
}

async function steps(context: Context, number: string): Promise<readonly Step[]> {
  const { desired, session } = await openDesired(context);
  if (!Object.hasOwn(desired.config.numbers, number))
    throw new CommandError(`${number} is not a number of this stack`, {
      exitCode: ExitCode.usage,
      next: `arkenos numbers assign ${number} --agent ID makes it one`,
    });
  const machine = machineOf(context);
  const { findings, scene } = await examine({ desired, session, machine, checks: CATALOGUE, now: new Date() });
  return stepsOf(
    scene,
    number,
    findings.filter((finding) => concerns(finding, number)),
  );
}

/** A finding of another number is none of this one's. */
function concerns({ subject }: Finding, number: string): boolean {
  const { kind, id }: Subject = subject;
  return kind !== "number" || id === number;
}

function answerOf(number: string, all: readonly Step[]): Answer {
  const isThrough = all.every(({ ok }) => ok);
  const lines = all.flatMap(({ step, ok, says, remedy }) => [
    `${ok ? "✓" : "✗"} ${step.padEnd(15)} ${says}`,
    ...(remedy === undefined ? [] : [`  ${remedy}`]),
  ]);
  return {
    data: { number, through: isThrough, steps: all },
    text: [...lines, isThrough ? `Calls to ${number} are answered.` : `Calls to ${number} are not answered.`].join(
      "\n",
    ),
    exitCode: isThrough ? ExitCode.ok : ExitCode.checksFailed,
  };
}
