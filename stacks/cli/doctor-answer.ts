import { createColors } from "picocolors";
import type { Finding, Severity } from "../doctor/finding.js";
import type { Judgement } from "../doctor/judge.js";
import { nameOf } from "../doctor/subject.js";
import type { Answer } from "./answer.js";
import { ExitCode } from "./exit-code.js";

/** From how many findings of one check on only the first are shown to a person. */
const FOLD = 5;

const SIGNS: Readonly<Record<Severity, string>> = { error: "✗", warning: "!", info: "i" };

/** What the doctor found, for a person and for a script. Errors make the exit code 3. */
export function doctorAnswer(
  { findings, skipped, passed }: Judgement,
  colour: boolean,
  mended: readonly Finding[] = [],
): Answer {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count("error"), warning: count("warning"), info: count("info") };
  const lines = [
    ...mended.map(({ id, subject }) => `✓ mended: ${id} (${nameOf(subject)})`),
    ...folded(findings).map((line) => (typeof line === "string" ? line : lineOf(line, colour))),
    ...(skipped.length > 0 ? [skippedLine(skipped)] : []),
    `${counted(passed.length, "check")} passed, ${counted(counts.error, "error")}, ${counted(counts.warning, "warning")}, ${counted(counts.info, "note")}.`,
  ];
  return {
    data: { findings, counts, passed, skipped, ...(mended.length > 0 && { mended }) },
    text: lines.join("\n"),
    exitCode: counts.error > 0 ? ExitCode.checksFailed : ExitCode.ok,
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function lineOf({ id, severity, remediation, causedBy }: Finding, colour: boolean): string {
  const { red, yellow, blue, dim } = createColors(colour);
  const paint = { error: red, warning: yellow, info: blue }[severity];
  const indent = causedBy ? "    " : "";
  const because = causedBy ? dim(` [because of ${causedBy.id}]`) : "";
  return `${indent}${paint(`${SIGNS[severity]} ${id}`)}  ${remediation}${because}`;
}

/** Many findings of one check after another are one line for a person who has to mend one cause. */
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

function skippedLine(skipped: Judgement["skipped"]): string {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))].join("; ");
  return `- ${skipped.length} checks were skipped: ${reasons}.`;
}
