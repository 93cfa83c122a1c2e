import { findingText } from "../doctor/finding.js";
import { shown } from "@arkenos/provider/text";
import { labelOf, overlineOf, PARTIES, partyOf } from "./kinds.js";
import { verdictSummary } from "../simulate/verdict-text.js";
import { counted } from "./field-list.js";
import type { GraphNode, Health, TopologyGraph } from "./topology-graph.js";

const SIGNS: Readonly<Record<Health, string>> = { ok: "✓", info: "i", warning: "!", error: "✗", unknown: "·" };

/**
 * The topology as text for a terminal: the objects, where their calls go, and the findings.
 *
 * @param columns the width of a line in characters, which limits how many numbers fit side by side
 */
export function text({ stack, nodes, edges, verdicts, findings }: TopologyGraph, columns = 80): string {
  const titles = new Map(nodes.map(({ id, kind, title }) => [id, `${title} (${labelOf(kind)})`]));
  const leadsTo = (id: string) =>
    edges.filter(({ from }) => from === id).map(({ to, live }) => `${live ? "─▶" : "┄▷"} ${titles.get(to)}`);
  const parties = PARTIES.flatMap((party) => {
    const inside = nodes.filter(({ kind }) => partyOf(kind) === party);
    if (inside.length === 0) return [];
    return [
      "",
      party,
      ...inside.flatMap((node) => [
        `  ${SIGNS[node.health]} ${heading(node)}`,
        ...below(node, leadsTo(node.id), columns),
      ]),
    ];
  });
  const found = findings.map((finding) => `  ${SIGNS[finding.severity]} ${finding.id}: ${findingText(finding)}`);
  const title = findings.length === 0 ? stack : `${stack}: ${counted(findings.length, "finding")}`;
  return [title, verdictSummary(verdicts), ...parties, ...(found.length > 0 ? ["", "Findings", ...found] : []), ""]
    .map(shown)
    .join("\n");
}

function heading({ kind, title, lines }: GraphNode): string {
  return `${overlineOf(kind)} ${title}${lines.length > 0 ? `  ${lines.join(", ")}` : ""}`;
}

function below({ numbers = [] }: GraphNode, leads: readonly string[], columns: number): string[] {
  const cells = numbers.map(({ number, health }) => `${SIGNS[health]} ${number}`);
  const width = Math.max(0, ...cells.map((cell) => cell.length)) + 2;
  const side = Math.max(1, Math.floor((columns - 6) / width));
  const rows = Array.from({ length: Math.ceil(cells.length / side) }, (_, row) =>
    cells
      .slice(row * side, (row + 1) * side)
      .map((cell) => cell.padEnd(width))
      .join("")
      .trimEnd(),
  );
  return [...rows, ...leads].map((line) => `      ${line}`);
}
