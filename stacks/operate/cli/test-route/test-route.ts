import { CATALOG } from "../../doctor/catalog.js";
import { examine } from "../../doctor/examine.js";
import type { Finding, Subject } from "../../doctor/finding.js";
import { type Step, stepsOf } from "../../doctor/route-steps.js";
import { isThrough, type Verdict } from "../../simulate/verdict.js";
import { verdictData, verdictText } from "../../simulate/verdict-text.js";
import { wantedNumbers } from "../../simulate/wanted.js";
import type { Answer } from "../terminal/answer.js";
import type { Context } from "../stack/context.js";
import { applyFix } from "../converge/converge.js";
import { typedNumber } from "../stack/typed-number.js";
import { machineOf, type Opened, openDesired } from "../stack/examine-stack.js";
import { requireInStack } from "../numbers/in-stack.js";
import { ExitCode } from "../failure/exit-code.js";
import { confirmAfter, requireTerminal, NOT_FIXED } from "../terminal/prompt.js";
import { openStackToRun } from "../stack/stack.js";

const QUESTION = "Update both clouds to match the config?";

/** What is known about a number's route. */
interface Look {
  readonly verdict: Verdict;
  readonly steps: readonly Step[];
}

/** Checks the route of one number from Twilio to its agent, and with `--fix` runs `up` to fix it. */
export async function runTestRoute(
  context: Context,
  typed: string,
  { fix, country }: { readonly fix?: true; readonly country?: string | undefined },
): Promise<Answer> {
  if (fix) requireTerminal(context, QUESTION);
  const opened = await openDesired(context);
  const number = typedNumber(typed, { config: opened.config, country });
  const first = await look(context, opened, number);
  const answer = answerOf(first);
  if (!fix || (isThrough(first.verdict) && first.steps.every(({ ok }) => ok))) return answer;
  if (!(await confirmAfter(context, answer.text, QUESTION))) return { ...answer, text: NOT_FIXED };
  await applyFix(context, await openStackToRun(context));
  return answerOf(await look(context, await openDesired(context), number));
}

async function look(context: Context, { desired, session }: Opened, number: string): Promise<Look> {
  const machine = machineOf(context);
  requireInStack(Object.fromEntries(wantedNumbers(desired).map((wanted) => [wanted.number, wanted])), number);
  const { findings, contexts } = await examine({ desired, session, machine, checks: CATALOG, now: new Date() });
  const about = findings.filter((finding) => concerns(finding, number));
  const examined = contexts.find(({ numbers }) => numbers.includes(number));
  const verdict = examined?.verdicts.find((one) => one.number === number);
  if (!examined || !verdict) throw new Error(`${number} was not examined`);
  return { verdict, steps: stepsOf(examined, number, about) };
}

/** Findings about other numbers do not matter here. */
function concerns({ subject }: Finding, number: string): boolean {
  const { kind, id }: Subject = subject;
  return kind !== "number" || id === number;
}

/** A step for a script. `says` is the former name of `message`, kept for one version. */
function stepData(step: Step) {
  return { ...step, message: step.says };
}

function answerOf({ verdict, steps }: Look): Answer {
  const { number } = verdict;
  const lines = steps.flatMap(({ step, ok, says, remedy }) => [
    `${ok ? "✓" : "✗"} ${step.padEnd(15)} ${says}`,
    ...(remedy === undefined ? [] : [`  ${remedy}`]),
  ]);
  return {
    data: { number, through: isThrough(verdict), verdict: verdictData(verdict), steps: steps.map(stepData) },
    text: [...lines, `${number}: ${verdictText(verdict)}.`].join("\n"),
    exitCode: isThrough(verdict) ? ExitCode.ok : ExitCode.checksFailed,
  };
}
