import { shown } from "@arkenos/provider/text";
import { overlineOf, PARTIES, partyOf } from "./kinds.js";
import type { GraphNode, TopologyGraph } from "./topology-graph.js";

/** If an agent has more numbers than this, only their count is shown. */
const MOST_LISTED = 12;

/** The topology as a Mermaid flowchart, for a README or an issue. */
export function mermaid({ nodes, edges }: TopologyGraph): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const groups = PARTIES.flatMap((party, index) => {
    const inside = nodes.filter(({ kind }) => partyOf(kind) === party);
    if (inside.length === 0) return [];
    return [
      `  subgraph b${index}["${quoted(party)}"]`,
      ...inside.map((node) => `    ${names.get(node.id)}["${label(node)}"]:::${node.health}`),
      "  end",
    ];
  });
  const links = edges.map(({ from, to, way, live }) => {
    const arrow = live ? (way === "in" ? "-->" : "==>") : "-.->";
    return `  ${names.get(from)} ${arrow} ${names.get(to)}`;
  });
  return ["flowchart LR", ...groups, ...links, ...CLASSES, ""].join("\n");
}

const CLASSES = [
  "  classDef ok stroke:#1a7f4b",
  "  classDef info stroke:#1f6fd1",
  "  classDef warning stroke:#a86400,stroke-width:2px",
  "  classDef error stroke:#cc2b3c,stroke-width:3px",
  "  classDef unknown stroke:#7d8794,stroke-dasharray:4",
];

function label({ kind, title, lines, numbers = [] }: GraphNode): string {
  const listed = numbers.length <= MOST_LISTED ? numbers.map(({ number }) => number) : [];
  return [`<b>${quoted(title)}</b>`, `<i>${overlineOf(kind)}</i>`, ...[...lines, ...listed].map(quoted)].join("<br>");
}

/** Escapes text for a quoted label, so that Mermaid and HTML do not interpret it. */
function quoted(text: string): string {
  return shown(text).replace(/[^\p{L}\p{N} .,:+/_@=-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
