import { shown } from "@arkenos/provider/text";
import { onThisStack } from "../../on-this-stack.js";
import { startedBy } from "../../engine/past-run.js";
import { verdictGroups, verdictHead, verdictSummary, verdictText } from "../../simulate/verdict-text.js";
import { minuteText } from "../converge/read-at.js";
import { stepLine } from "../converge/outcome-text.js";
import { lineOf } from "../doctor/doctor-answer.js";
import type { ListedAgent } from "../agents/list.js";
import { table } from "../terminal/table.js";
import type { Status } from "./stack-status.js";

/** More numbers, agents or changes than this are counted, so that the status stays on one screen. */
const MOST_LISTED = 10;

/** A status as text: the stack, then its numbers and agents. */
export function statusText(status: Status, color: boolean): string {
  const { stack, backend, findings, drift } = status;
  const lines: readonly (readonly [string, string])[] = [
    ["Stack", stack],
    ["Backend", backend ?? "not known"],
    ["Last run", lastRunText(status)],
    ["Drift", driftText(status)],
    ["Worker", workerText(status)],
  ];
  const changes = drift.checked ? drift.changes.slice(0, MOST_LISTED).map((step) => stepLine(step, "drift")) : [];
  return [
    ...lines.map(([name, text]) => `${name.padEnd(9)} ${shown(text)}`),
    ...(changes.length > 0 ? ["", "Differences from the state", ...changes] : []),
    ...["", "Numbers", numbersText(status.numbers), "", "Agents", agentsText(status.agents)],
    ...(findings.length > 0 ? ["", ...findings.map((finding) => lineOf(finding, color))] : []),
  ].join("\n");
}

/** The engine's words for a run, where the command's differ. */
const KINDS: Readonly<Record<string, string>> = { update: "up", "resource-import": "import" };

function lastRunText({ lastRun, isHistoryRead, isInterrupted }: Status): string {
  const killed = isInterrupted
    ? `interrupted while it was changing resources; run ${onThisStack("arkenos provision")}. Before it: `
    : "";
  if (!isHistoryRead) return `${killed}not known: the history could not be read`;
  if (!lastRun) return `${killed}none`;
  const { kind, result, endTime = lastRun.startTime } = lastRun;
  const by = startedBy(lastRun) ?? "user unknown";
  return `${killed}${KINDS[kind] ?? kind} ${result}${endTime === undefined ? "" : `, ${minuteText(endTime)}`}, ${by}`;
}

function driftText({ drift, readAt }: Status): string {
  if (!drift.checked) {
    const { message, next, problems = [] } = drift.reason;
    const facts = [message, ...problems, ...(readAt ? [`last read ${minuteText(readAt.toISOString())}`] : [])];
    return `not checked: ${facts.join("; ")}${next === undefined ? "" : `. ${next}`}`;
  }
  const { length } = drift.changes;
  if (length === 0) return "none: both clouds match the state";
  const more = length > MOST_LISTED ? `, ${MOST_LISTED} of them shown` : "";
  return length === 1 ? "1 resource differs from the state" : `${length} resources differ from the state${more}`;
}

function workerText({ workers }: Status): string {
  const states = workers.map(({ name, worker }) => `${name}: ${worker}`).join(", ");
  const isUnknown = workers.some(({ worker }) => worker === "not probed");
  return `${states}${isUnknown ? "; add --probe to test it" : ""}`;
}

function numbersText(numbers: Status["numbers"]): string {
  const verdicts = numbers.map(({ verdict }) => verdict);
  if (numbers.length === 0) return verdictSummary(verdicts);
  if (numbers.length > MOST_LISTED) {
    const groups = verdictGroups(verdicts);
    // Without their reasons, verdicts are few.
    return (groups.length > MOST_LISTED ? verdictGroups(verdicts, verdictHead) : groups)
      .map(({ says, numbers: [first = "", ...others] }) =>
        others.length === 0 ? `${first}: ${says}` : `${others.length + 1} numbers: ${says}`,
      )
      .join("\n");
  }
  return table(
    [],
    numbers.map(({ agent, verdict }) => [verdict.number, agent ?? "(by the program)", verdictText(verdict)]),
  );
}

function agentsText(agents: readonly ListedAgent[]): string {
  if (agents.length === 0) return "No agents in the config.";
  const rows = agents.slice(0, MOST_LISTED).map(({ id, numbers, isDefault }) => {
    const count = numbers.length === 1 ? "1 number" : `${numbers.length} numbers`;
    const calls = [...(numbers.length > 0 ? [count] : []), ...(isDefault ? ["all other calls"] : [])];
    return [id, calls.join(", ") || "no calls"];
  });
  const more = agents.length - rows.length;
  return [
    table([], rows),
    ...(more > 0 ? [`… and ${more} more; ${onThisStack("arkenos agents list")} shows them`] : []),
  ].join("\n");
}
