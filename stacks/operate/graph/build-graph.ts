import { shown } from "@arkenos/provider/text";
import type { Desired } from "../desired/desired.js";
import type { Diagnosis } from "../doctor/diagnose.js";
import type { Observed } from "../observe/observed.js";
import { agentNodes } from "./agent-nodes.js";
import { graphObjectsOf } from "./graph-objects.js";
import { withConsole } from "./console-link.js";
import { bySeverity } from "./health.js";
import { livekitNodes } from "./livekit-nodes.js";
import { numberNodes } from "./number-nodes.js";
import type { GraphNode, TopologyGraph } from "./topology-graph.js";
import { twilioNodes } from "./twilio-nodes.js";
import { TELEPHONES, inboundEdges, outboundEdges } from "./call-edges.js";

/**
 * Builds the graph of a topology: what the stack wants, what exists in both clouds, and its health.
 *
 * @param judged the doctor's diagnosis; objects without findings are drawn too
 */
export function buildGraph(
  desired: Desired,
  observed: Observed,
  { findings, verdicts, readAt }: Pick<Diagnosis, "findings" | "verdicts"> & { readonly readAt: Date },
): TopologyGraph {
  const objects = graphObjectsOf(desired, observed, findings);
  const numbers = numberNodes(desired, observed, objects, { findings, verdicts });
  const agents = agentNodes(desired, objects, findings);
  const out = outboundEdges(desired, objects);
  return {
    stack: desired.stack,
    readAt: readAt.toISOString(),
    // Text is wrapped before it is drawn, so control characters are escaped here.
    nodes: [
      ...(out.length > 0 ? [telephones] : []),
      ...numbers.nodes,
      ...twilioNodes(objects, findings),
      ...livekitNodes(objects, findings),
      ...agents.nodes,
    ].map((node) => withConsole(shownNode(node), desired.config.livekitUrl)),
    edges: unique([...numbers.edges, ...inboundEdges(desired, objects), ...agents.edges, ...out]),
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
  ...{ id: TELEPHONES, kind: "telephones", title: "any phone", lines: [] },
  ...{ presence: "live", health: "unknown", fields: [], findings: [] },
};

function unique<Edge extends { readonly from: string; readonly to: string; readonly way: string }>(
  edges: readonly Edge[],
): Edge[] {
  return [...new Map(edges.map((edge) => [`${edge.way} ${edge.from} ${edge.to}`, edge])).values()];
}
