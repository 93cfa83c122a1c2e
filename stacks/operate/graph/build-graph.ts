import { shown } from "@arkenos/provider/text";
import type { Desired } from "../desired/desired.js";
import type { Judgement } from "../doctor/judge.js";
import type { Observed } from "../observe/observed.js";
import { agentNodes } from "./agent-nodes.js";
import { castOf } from "./cast.js";
import { withConsole } from "./console-link.js";
import { bySeverity } from "./health.js";
import { livekitNodes } from "./livekit-nodes.js";
import { numberNodes } from "./number-nodes.js";
import type { GraphNode, TopologyGraph } from "./topology-graph.js";
import { twilioNodes } from "./twilio-nodes.js";
import { TELEPHONES, waysIn, waysOut } from "./ways.js";

/**
 * The topology as a picture: what the stack wants, what both clouds have of it, and how well it is.
 *
 * @param judged by the doctor; what it says nothing of is shown as well
 */
export function buildGraph(
  desired: Desired,
  observed: Observed,
  { findings, verdicts, readAt }: Pick<Judgement, "findings" | "verdicts"> & { readonly readAt: Date },
): TopologyGraph {
  const cast = castOf(desired, observed, findings);
  const numbers = numberNodes(desired, observed, cast, { findings, verdicts });
  const agents = agentNodes(desired, cast, findings);
  const out = waysOut(desired, cast);
  return {
    stack: desired.stack,
    readAt: readAt.toISOString(),
    // A card is broken into lines before it is drawn, so what stands on it is escaped here.
    nodes: [
      ...(out.length > 0 ? [telephones] : []),
      ...numbers.nodes,
      ...twilioNodes(cast, findings),
      ...livekitNodes(cast, findings),
      ...agents.nodes,
    ].map((node) => withConsole(shownNode(node), desired.config.livekitUrl)),
    edges: unique([...numbers.edges, ...waysIn(desired, cast), ...agents.edges, ...out]),
    verdicts,
    findings: bySeverity(findings),
  };
}

function shownNode(node: GraphNode): GraphNode {
  const { title, lines, fields } = node;
  return {
    ...node,
    title: shown(title),
    lines: lines.map(shown),
    fields: fields.map(([name, value]) => [name, shown(value)]),
  };
}

const telephones: GraphNode = {
  ...{ id: TELEPHONES, kind: "telephones", title: "Telephones", lines: [] },
  ...{ presence: "live", health: "unknown", fields: [], findings: [] },
};

function unique<Edge extends { readonly from: string; readonly to: string; readonly way: string }>(
  edges: readonly Edge[],
): Edge[] {
  return [...new Map(edges.map((edge) => [`${edge.way} ${edge.from} ${edge.to}`, edge])).values()];
}
