import type { Persona } from "@arkenos/agent/persona";
import type { Desired } from "../desired/desired.js";
import type { Finding } from "../doctor/finding.js";
import type { GraphObjects } from "./graph-objects.js";
import { counted, fieldList } from "./field-list.js";
import { findingsAbout, healthOf } from "./health.js";
import { agentsOf } from "./livekit-nodes.js";
import type { GraphEdge, GraphNode } from "./topology-graph.js";

/**
 * The cards of the workers that rules dispatch, and of the agents of the stack's own worker. The graph runs no probes,
 * so the health of workers and agents is unknown.
 */
export function agentNodes(
  { config }: Desired,
  { rules }: GraphObjects,
  findings: readonly Finding[],
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const called = rules.flatMap(({ seen }) => (seen ? agentsOf(seen.props) : []));
  const workers = [...new Set([config.agentName, ...called])];
  const personas = Object.entries(config.agents).map(([id, persona]) => {
    const numbers = Object.values(config.numbers).filter(({ agent }) => agent === id).length;
    return personaNode(id, persona, numbers, id === config.defaultAgent, findings);
  });
  return {
    nodes: [...workers.map((name) => workerNode(name, config.agentName, config.livekitUrl, findings)), ...personas],
    edges: personas.map(({ id }) => ({ from: `worker:${config.agentName}`, to: id, way: "in", live: true })),
  };
}

function workerNode(name: string, own: string, livekitUrl: string, all: readonly Finding[]): GraphNode {
  const presence = name === own ? "live" : "foreign";
  const findings = findingsAbout(all, ["agent"], [name]);
  return {
    ...{ id: `worker:${name}`, kind: "worker", title: name || "no name", lines: [], presence },
    ...{ health: healthOf(findings, presence, false), findings },
    fields: fieldList({ "registers as": name, "LiveKit URL": name === own ? livekitUrl : undefined }),
  };
}

function personaNode(
  id: string,
  persona: Persona,
  numbers: number,
  isDefault: boolean,
  all: readonly Finding[],
): GraphNode {
  const findings = findingsAbout(all, ["agent"], [id]);
  return {
    ...{
      id: `agent:${id}`,
      kind: "agent",
      title: id,
      presence: "live",
      health: healthOf(findings, "live", false),
      findings,
    },
    lines: [counted(numbers, "number") + (isDefault ? ", default agent" : "")],
    fields: fieldList({
      numbers,
      "default agent": isDefault || undefined,
      language: persona.language,
      "speaks first": persona.firstSpeaker,
      "speech to text": nameOf(persona.stt),
      "language model": nameOf(persona.llm),
      "text to speech": nameOf(persona.tts),
      voice: persona.voice,
      tools: persona.tools.map((tool) => (tool.type === "http" ? tool.name : tool.type)),
    }),
  };
}

function nameOf(model: Persona["llm"]): string | undefined {
  return typeof model === "object" ? model.plugin : model;
}
