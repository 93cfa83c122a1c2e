import { shown, shownLines } from "@arkenos/provider/text";
import { findingText } from "../doctor/finding.js";
import type { PreviewFailure, PreviewResult } from "./preview-result.js";
import type { Gate, ReportedFinding, ReportedVerdict } from "./gate.js";

/** Forges accept about 65,000 characters. */
const MOST_LETTERS = 50_000;
/** Above this many numbers, only their count is shown. */
const MOST_LISTED = 5;

/** The comment on a pull request: what would change, or why that is unknown, and the doctor's findings. */
export function previewMessage(stack: string, preview: PreviewResult, gate: Gate | undefined): string {
  const shownText =
    "change" in preview
      ? ["What `arkenos up` would do:", "", fenced(preview.change)]
      : ["**The preview failed:** what `arkenos up` would do is not known.", "", fenced(failureText(preview.failure))];
  return [`### Telephony of \`${stack}\``, "", ...shownText, ...(gate ? gateLines(gate) : [])].join("\n");
}

/** The text of an issue about changes made outside of the stack. */
export function driftMessage(stack: string, drift: string): string {
  return [
    `The clouds differ from the state of the stack \`${stack}\`:`,
    "",
    fenced(drift),
    "",
    "To restore what the config says, run `arkenos refresh` and then `arkenos up`. To keep a change, write it into the config first.",
    "The first nightly run without drift closes this issue.",
  ].join("\n");
}

function failureText({ message, problems = [], next }: PreviewFailure): string {
  return [message, ...problems.map((problem) => `  - ${problem}`), ...(next ? [next] : [])].join("\n");
}

function gateLines({ stops, fixed, warnings, verdicts, failure }: Gate): string[] {
  if (failure !== undefined) return ["", `**The doctor could not run:** ${inline(failure)}`];
  const list = (title: string, findings: readonly ReportedFinding[]) =>
    findings.length === 0
      ? []
      : ["", `**${title}**`, "", ...findings.map((finding) => `- \`${finding.id}\`: ${inline(findingText(finding))}`)];
  return [
    ...callLines(verdicts),
    ...list("Calls fail, and this change does not fix it:", stops),
    ...list("Calls fail until this is merged:", fixed),
    ...list("Warnings:", warnings),
  ];
}

/** The doctor's verdicts, each once with its numbers. */
function callLines(verdicts: readonly ReportedVerdict[]): string[] {
  if (verdicts.length === 0) return ["", "**Calls were not checked.**"];
  const texts = [...new Set(verdicts.map(({ text }) => text))];
  const lines = texts.map((text) => {
    const numbers = verdicts.filter((verdict) => verdict.text === text).map(({ number }) => number);
    return `- ${inline(numbers.length > MOST_LISTED ? `${numbers.length} numbers` : numbers.join(", "))}: ${inline(text)}`;
  });
  return ["", "**Calls now:**", "", ...lines];
}

/** A code block for any text: its fence is longer than any fence inside. */
function fenced(text: string): string {
  const safe = shownLines(text);
  const shownText =
    safe.length > MOST_LETTERS ? `${safe.slice(0, MOST_LETTERS)}\n… truncated; see the run's log` : safe;
  const longest = Math.max(2, ...[...shownText.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${shownText.trimEnd()}\n${fence}`;
}

/** An address that a forge would make a link. */
const ADDRESS = /((?:[a-z+.-]{0,30}:\/\/|www\.)[^\s`]*)/i;

/** Escapes a sentence so that it contains no markup, mentions, references or links. Addresses become code. */
function inline(text: string): string {
  const [first = "", ...rest] = shown(text.replace(/\s+/g, " ")).split(ADDRESS);
  return escaped(first) + rest.map((part, index) => (index % 2 === 0 ? `\`${part}\`` : escaped(part))).join("");
}

function escaped(text: string): string {
  // Forges look for mentions and references after they resolve entities.
  const apart = text.replace(/[@#!$%~&](?=\S)/g, "$&\u200b");
  return apart.replace(/[\\`*_{}[\]<>#|~@&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
