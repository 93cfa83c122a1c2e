import { ConfigError } from "@arkenos/stacks/config-error";
import { configFindings } from "../../doctor/config-findings.js";
import { examine } from "../../doctor/examine.js";
import type { Judgement } from "../../doctor/judge.js";
import type { Answer } from "../terminal/answer.js";
import { chosenChecks } from "./chosen-checks.js";
import type { Context } from "../stack/context.js";
import { mend } from "../converge/converge.js";
import { askedProbes, runProbes, trials } from "./doctor-probes.js";
import { doctorAnswer } from "./doctor-answer.js";
import { machineOf, openDesired } from "../stack/examine-stack.js";
import { confirm, mustBeAskable } from "../terminal/prompt.js";
import { openStackToRun } from "../stack/stack.js";

/** What the doctor is told on the command line. */
export interface DoctorOptions {
  /** Only these checks. */
  readonly only?: string[];
  /** Try these out as well. */
  readonly probe?: string[];
  /** Where a number without a country code is at home. */
  readonly country?: string;
  /** Converge, which fixes what it can. */
  readonly fix?: true;
}

/** Examines a stack, and fixes what converging can fix if that is asked for. */
export async function runDoctor(context: Context, { only, probe, country, fix }: DoctorOptions): Promise<Answer> {
  const checks = chosenChecks(only);
  const asked = askedProbes(probe);
  if (fix) mustBeAskable(context, "Fix it?");
  const first = await look(context, checks, asked, country);
  const toFix = first.findings.filter(({ fixable, severity }) => fixable && severity !== "info");
  if (!fix || toFix.length === 0) return doctorAnswer(first, context.io.colour);
  const things = toFix.length === 1 ? "One finding" : `${toFix.length} findings`;
  if (!(await confirm(context, `${things} can be fixed by converging. Fix it?`)))
    return doctorAnswer(first, context.io.colour);
  await mend(context, await openStackToRun(context));
  const second = await look(context, checks, asked, country);
  const fixed = toFix.filter(
    ({ id, subject }) => !second.findings.some((left) => left.id === id && left.subject.id === subject.id),
  );
  return doctorAnswer(second, context.io.colour, fixed);
}

async function look(
  context: Context,
  checks: ReturnType<typeof chosenChecks>,
  asked: ReturnType<typeof askedProbes>,
  country: string | undefined,
): Promise<Judgement> {
  try {
    const opened = await openDesired(context);
    const { desired, session } = opened;
    const tried = trials(asked, opened, country);
    const probe = () => runProbes(tried, opened);
    return await examine({ desired, session, machine: machineOf(context), checks, now: new Date(), probe });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const reason = "the config is refused, so what the stack wants is not known";
    return {
      findings: configFindings(error.problems),
      skipped: checks.map(({ id }) => ({ id, reason, isUnread: true })),
      ...{ passed: [], verdicts: [] },
    };
  }
}
