import { shown } from "@arkenos/provider/text";
import { onThisStack } from "../on-this-stack.js";
import type { Check, Need } from "./check.js";
import { CATALOG } from "./catalog.js";
import { withCauses } from "./causes.js";
import { access } from "./checks/access.js";
import type { Finding, Severity } from "./finding.js";
import { checkNotRun, type Skipped, unexpected } from "./check-not-run.js";
import type { DoctorContext } from "./doctor-context.js";
import { SUBJECTS } from "./subjects.js";
import type { Verdict } from "../simulate/verdict.js";

/** The doctor's results. */
export interface Diagnosis {
  /** Errors first. Consequences follow their cause. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** Checks that looked at something and found nothing. */
  readonly passed: readonly string[];
  /** The verdict on each of the stack's numbers. */
  readonly verdicts: readonly Verdict[];
}

const ORDER: readonly Severity[] = ["error", "warning", "info"];

/**
 * Compares what a stack wants with what the clouds contain. A pure function.
 *
 * @param contexts one for each topology of the stack
 * @param checks the checks to run; all checks that need no probe by default
 * @param probed the results of probes, to be judged together with the rest
 */
export function diagnose(
  contexts: readonly DoctorContext[],
  checks: readonly Check[] = CATALOG,
  probed: { readonly findings: readonly Finding[]; readonly skipped: readonly Skipped[] } = NOTHING_PROBED,
): Diagnosis {
  const skipped: Skipped[] = [...probed.skipped];
  const passed: string[] = [];
  const found = checks.flatMap((check): Finding[] => {
    const looked = contexts.filter((context) => reasonToSkip(context, check) === undefined);
    const reason = looked.length === 0 ? contexts.map((context) => reasonToSkip(context, check))[0] : undefined;
    if (reason !== undefined) {
      skipped.push({ id: check.id, ...reason });
      return [];
    }
    try {
      const here = looked.flatMap((context) => findingsOf(check, context));
      const doubt = here.length === 0 ? uncertainty(looked, check) : undefined;
      if (doubt !== undefined) skipped.push({ id: check.id, reason: doubt, isUnread: true });
      else if (here.length === 0) passed.push(check.id);
      return here;
    } catch (error) {
      const failed = failedCheck(check, error);
      skipped.push(failed.skipped);
      return [failed.finding];
    }
  });
  // A cloud that could not be read is an error, whichever checks were requested.
  const unread = contexts.flatMap((context) => unrequested(checks).flatMap((check) => findingsOf(check, context)));
  const inOrder = [...unique([...found, ...unread]), ...probed.findings].toSorted(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity),
  );
  return { findings: withCauses(inOrder), skipped, passed, verdicts: contexts.flatMap(({ verdicts }) => verdicts) };
}

const NOTHING_PROBED = { findings: [], skipped: [] };

function unrequested(checks: readonly Check[]): readonly Check[] {
  return access.filter((check) => !checks.includes(check));
}

function findingsOf(check: Check, context: DoctorContext): Finding[] {
  return check.find(context).map(({ severity, ...rest }) => ({
    ...{ id: check.id, severity: severity ?? check.severity },
    ...rest,
    message: shown(rest.message),
    remedies: rest.remedies.map(({ text, command }) => ({
      text: shown(text),
      ...(command !== undefined && { command: shown(command) }),
    })),
  }));
}

/** The result of a check that throws. It says nothing about what it looked at, and does not affect other checks. */
function failedCheck({ id, severity }: Check, error: unknown): ReturnType<typeof checkNotRun> {
  const because = unexpected(error, onThisStack(`arkenos doctor --only ${id}`));
  return checkNotRun({ id, severity, subject: { kind: "machine", id }, what: `The check ${id}`, because });
}

/** Removes duplicates: a problem with an account is found once per topology. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Why a check is skipped: something that it needs was not read or does not exist, or is in another account. */
function reasonToSkip(context: DoctorContext, { needs, looksAt }: Check): Omit<Skipped, "id"> | undefined {
  const { elsewhere } = context.desired;
  if (elsewhere !== undefined && needs.length > 0)
    return { reason: `the topology is in another provider's account, ${elsewhere}`, isUnread: true };
  const [unread] = needs.flatMap((need) => missing(context, need) ?? []);
  if (unread !== undefined) return { reason: unread, isUnread: true };
  const absent = looksAt.find((subject) => !SUBJECTS[subject](context));
  return absent && { reason: `there is no ${absent}`, isUnread: false };
}

/** Why finding nothing does not mean that there is no problem. */
function uncertainty(contexts: readonly DoctorContext[], { clearedBy }: Check): string | undefined {
  return contexts.flatMap((context) => (clearedBy && missing(context, clearedBy)) ?? [])[0];
}

/** Why something that a check needs was not read. */
function missing({ observed: { livekit, twilio, account } }: DoctorContext, need: Need): string | undefined {
  if (need === "livekit") return livekit.readable ? undefined : `LiveKit was not read: ${livekit.problem.message}`;
  if (need === "account") return account?.readable ? undefined : "the Twilio account was not read";
  if (!twilio.readable) return `Twilio was not read: ${twilio.problem.message}`;
  if (need === "twilio") return undefined;
  const part = twilio[need];
  if (part === undefined) return `${need} was not asked for`;
  return part.readable ? undefined : `Twilio does not show ${need}: ${part.problem.message}`;
}
