import { createColors } from "picocolors";
import { type Finding, findingText, type Severity } from "../../doctor/finding.js";
import type { Diagnosis } from "../../doctor/diagnose.js";
import { nameOf } from "../../doctor/subject.js";
import { isThrough } from "../../simulate/verdict.js";
import { verdictData, verdictGroups, verdictSummary } from "../../simulate/verdict-text.js";
import type { Answer } from "../terminal/answer.js";
import { ExitCode } from "../failure/exit-code.js";

/** Of more findings of one check, a person sees only the first. */
const FOLD = 5;

const SIGNS: Readonly<Record<Severity, string>> = { error: "✗", warning: "!", info: "i" };

/** The doctor's result. Errors, and calls that are not known to reach the worker, make the exit code 3. */
export function doctorAnswer(
  { findings, skipped, passed, verdicts }: Diagnosis,
  color: boolean,
  fixed: readonly Finding[] = [],
): Answer {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count("error"), warning: count("warning"), info: count("info") };
  const isChecked = verdicts.length > 0 && verdicts.every(({ calls }) => calls !== "not checked");
  const lines = [
    ...fixed.map(({ id, subject }) => `✓ fixed: ${id} (${nameOf(subject)})`),
    ...folded(findings).map((line) => (typeof line === "string" ? line : lineOf(line, color))),
    ...verdictGroups(verdicts).map(({ says, numbers }) => `${listed(numbers)}: ${says}`),
    // An invalid config names no numbers either, and is an error.
    ...(verdicts.length > 0 || counts.error > 0 ? [] : [verdictSummary(verdicts)]),
    [
      `${counted(passed.length, "check")} passed`,
      ...skippedCounts(skipped),
      // "0 errors" would read as good news where nothing was checked.
      ...(isChecked || counts.error > 0 ? [counted(counts.error, "error")] : []),
      `${counted(counts.warning, "warning")}, ${counted(counts.info, "note")}.`,
    ].join(", "),
  ];
  return {
    data: {
      ...{ findings: findings.map(findingData), counts, passed, skipped, verdicts: verdicts.map(verdictData) },
      ...(fixed.length > 0 && { fixed: fixed.map(findingData) }),
    },
    text: lines.join("\n"),
    exitCode: counts.error > 0 || !verdicts.every(isThrough) ? ExitCode.checksFailed : ExitCode.ok,
  };
}

/** A finding for a script. `remediation` is its whole text, as before it had `message` and `remedies`; it stays for one version. */
export function findingData(finding: Finding): Finding & { readonly remediation: string } {
  return { ...finding, remediation: findingText(finding) };
}

/** A long list of numbers is only counted. */
function listed(numbers: readonly string[]): string {
  return numbers.length > FOLD ? counted(numbers.length, "number") : numbers.join(", ");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** A finding as a line; a consequence is indented below its cause. */
export function lineOf(finding: Finding, color: boolean): string {
  const { id, severity, causedBy } = finding;
  const { red, yellow, blue, dim } = createColors(color);
  const paint = { error: red, warning: yellow, info: blue }[severity];
  const indent = causedBy ? "    " : "";
  const cause = causedBy ? dim(` [caused by ${causedBy.id}]`) : "";
  return `${indent}${paint(`${SIGNS[severity]} ${id}`)}  ${findingText(finding)}${cause}`;
}

/** Many findings of one check usually have one cause, so a person sees them shortened. */
function folded(findings: readonly Finding[]): (Finding | string)[] {
  const shown = new Map<string, number>();
  const total = (key: string) => findings.filter((finding) => keyOf(finding) === key).length;
  return findings.flatMap((finding): (Finding | string)[] => {
    const key = keyOf(finding);
    const before = shown.get(key) ?? 0;
    shown.set(key, before + 1);
    if (before < FOLD) return [finding];
    return before === FOLD ? [`    … and ${total(key) - FOLD} more of ${finding.id}; --json lists them all`] : [];
  });
}

function keyOf({ id, causedBy }: Finding): string {
  return `${id} ${causedBy?.id ?? ""}`;
}

/** Tells what could not be read from what does not exist. */
function skippedCounts(skipped: Diagnosis["skipped"]): string[] {
  const reasons = [...new Set(skipped.filter(({ isUnread }) => isUnread).map(({ reason }) => reason))];
  const unread = skipped.filter(({ isUnread }) => isUnread).length;
  const empty = skipped.length - unread;
  return [
    ...(unread > 0 ? [`${unread} skipped (${reasons.join("; ")})`] : []),
    ...(empty > 0 ? [`${empty} skipped (nothing to check)`] : []),
  ];
}
