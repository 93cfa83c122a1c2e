import { ConfigError } from "@arkenos/stacks/config-error";
import { configFindings } from "../../doctor/config-findings.js";
import { examine } from "../../doctor/examine.js";
import type { Diagnosis } from "../../doctor/diagnose.js";
import type { Answer } from "../terminal/answer.js";
import { chosenChecks } from "./chosen-checks.js";
import type { Context } from "../stack/context.js";
import { applyFix } from "../converge/converge.js";
import { plannedProbes, runProbes, typedProbes } from "./doctor-probes.js";
import { doctorAnswer } from "./doctor-answer.js";
import { machineOf, openDesired } from "../stack/examine-stack.js";
import { confirmAfter, requireTerminal, NOT_FIXED } from "../terminal/prompt.js";
import { openStackToRun } from "../stack/stack.js";

/** Options of `arkenos doctor`. */
export interface DoctorOptions {
  /** Run only these checks. */
  readonly only?: string[];
  /** Also run these probes. */
  readonly probe?: string[];
  /** Country of numbers that are typed without a country code. */
  readonly country?: string;
  /** Fix what `up` can fix. */
  readonly fix?: true;
}

/** `arkenos doctor`: checks a stack, and with `--fix` fixes what `up` can fix. */
export async function runDoctor(context: Context, { only, probe, country, fix }: DoctorOptions): Promise<Answer> {
  const checks = chosenChecks(only);
  const asked = typedProbes(probe);
  if (fix) requireTerminal(context, "Apply the fix?");
  const first = await look(context, checks, asked, country);
  const toFix = first.findings.filter(({ fixable, severity }) => fixable && severity !== "info");
  const answer = doctorAnswer(first, context.io.color);
  if (!fix || toFix.length === 0) return answer;
  const findings = toFix.length === 1 ? "1 finding" : `${toFix.length} findings`;
  if (!(await confirmAfter(context, answer.text, `${findings} can be fixed with "arkenos up". Apply the fix?`)))
    return { ...answer, text: NOT_FIXED };
  await applyFix(context, await openStackToRun(context));
  const second = await look(context, checks, asked, country);
  const fixed = toFix.filter(
    ({ id, subject }) => !second.findings.some((left) => left.id === id && left.subject.id === subject.id),
  );
  return doctorAnswer(second, context.io.color, fixed);
}

async function look(
  context: Context,
  checks: ReturnType<typeof chosenChecks>,
  asked: ReturnType<typeof typedProbes>,
  country: string | undefined,
): Promise<Diagnosis> {
  try {
    const opened = await openDesired(context);
    const { desired, session } = opened;
    const probes = plannedProbes(asked, opened, country);
    const probe = () => runProbes(probes, opened);
    return await examine({ desired, session, machine: machineOf(context), checks, now: new Date(), probe });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const reason = "the config is invalid, so the desired topology is unknown";
    return {
      findings: configFindings(error.problems),
      skipped: checks.map(({ id }) => ({ id, reason, isUnread: true })),
      ...{ passed: [], verdicts: [] },
    };
  }
}
