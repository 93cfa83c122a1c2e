import { shown, shownLines } from "@arkenos/provider/text";
import type { Failure, Foreseen } from "./foreseen.js";
import type { Gate, ReportedFinding, ReportedVerdict } from "./gate.js";

/** Forges take some 65,000 letters. */
const MOST_LETTERS = 50_000;
/** More numbers than this are counted, not listed. */
const MOST_LISTED = 5;

/** A pull request's comment: what would change, or why nobody can say; and what the doctor says. */
export function previewMessage(stack: string, foreseen: Foreseen, gate: Gate | undefined): string {
  const told =
    "change" in foreseen
      ? ["What `arkenos up` would do:", "", fenced(foreseen.change)]
      : ["**The preview failed:** what `arkenos up` would do is not known.", "", fenced(failureText(foreseen.failure))];
  return [`### Telephony of \`${stack}\``, "", ...told, ...(gate ? gateLines(gate) : [])].join("\n");
}

/** An issue: what somebody changed by hand. */
export function driftMessage(stack: string, drift: string): string {
  return [
    `The clouds are not what the stack \`${stack}\` made of them:`,
    "",
    fenced(drift),
    "",
    "`arkenos refresh` and then `arkenos up` bring back what the config says. To keep a change, write it into the config first.",
    "This issue is closed by the first night without drift.",
  ].join("\n");
}

function failureText({ message, problems = [], next }: Failure): string {
  return [message, ...problems.map((problem) => `  - ${problem}`), ...(next ? [next] : [])].join("\n");
}

function gateLines({ stops, fixed, warnings, verdicts, failure }: Gate): string[] {
  if (failure !== undefined) return ["", `**The doctor could not look:** ${inline(failure)}`];
  const list = (title: string, findings: readonly ReportedFinding[]) =>
    findings.length === 0
      ? []
      : ["", `**${title}**`, "", ...findings.map(({ id, remediation }) => `- \`${id}\`: ${inline(remediation)}`)];
  return [
    ...callLines(verdicts),
    ...list("Calls fail, and this change does not fix it:", stops),
    ...list("Calls fail until this is merged:", fixed),
    ...list("Warnings:", warnings),
  ];
}

/** The doctor's own words for what becomes of calls, once for all numbers of which they are true. */
function callLines(verdicts: readonly ReportedVerdict[]): string[] {
  if (verdicts.length === 0) return ["", "**Calls were not checked.**"];
  const texts = [...new Set(verdicts.map(({ text }) => text))];
  const lines = texts.map((text) => {
    const numbers = verdicts.filter((verdict) => verdict.text === text).map(({ number }) => number);
    return `- ${inline(numbers.length > MOST_LISTED ? `${numbers.length} numbers` : numbers.join(", "))}: ${inline(text)}`;
  });
  return ["", "**Calls now:**", "", ...lines];
}

/** Text as it is, whatever it holds: the fence is longer than any in it. */
function fenced(text: string): string {
  const safe = shownLines(text);
  const told =
    safe.length > MOST_LETTERS ? `${safe.slice(0, MOST_LETTERS)}\n… and more; the run's log has it all` : safe;
  const longest = Math.max(2, ...[...told.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${told.trimEnd()}\n${fence}`;
}

/** A sentence whose signs stay signs: no markup, no mention, no link. */
function inline(text: string): string {
  return shown(text.replace(/\s+/g, " ")).replace(/[\\`*_{}[\]<>#|~@]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
