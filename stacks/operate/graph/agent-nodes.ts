import type { Persona } from "@arkenos/agent/persona";
import type { Desired } from "../desired/desired.js";
import type { Finding } from "../doctor/finding.js";
import type { GraphObjects } from "./graph-objects.js";
import { counted, fieldList } from "./field-list.js";
import { findingsAbout, healthOf } from "./health.js";
import { agentsOf } from "./livekit-nodes.js";
import type { GraphEdge, GraphNode } from "./topology-graph.js";

/**
 * The cards of the workers that rules request, and of the agents of the stack's own worker. The graph does not run
 * probes, so the health of workers and agents is unknown.
 */
export function agentNodes(
  { config }: Desired,
  { rules }: GraphObjects,
  findings: readonly Finding[],
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const called = rules.flatMap(({ seen }) => (seen ? agentsOf(seen.props) : []));
  const own = new Set([config.agentName, ...Object.values(config.agents).map((persona) => workerOf(config, persona))]);
  const workers = [...new Set([...own, ...called])];
  const personas = Object.entries(config.agents).map(([id, persona]) => {
    const numbers = Object.values(config.numbers).filter(({ agent }) => agent === id).length;
    return personaNode(id, persona, numbers, id === config.defaultAgent, findings);
  });
  return {
    nodes: [...workers.map((name) => workerNode(name, own.has(name), config.livekitUrl, findings)), ...personas],
    edges: Object.entries(config.agents).map(([id, persona]) => ({
      ...{ from: `worker:${workerOf(config, persona)}`, to: `agent:${id}`, way: "in", live: true },
    })),
  };
}

/** The agent name of the worker that runs a persona. */
function workerOf(config: Desired["config"], persona: Persona): string {
  return persona.agentName ?? config.agentName;
}

function workerNode(name: string, isOwn: boolean, livekitUrl: string, all: readonly Finding[]): GraphNode {
  const presence = isOwn ? "live" : "foreign";
  const findings = findingsAbout(all, ["agent"], [name]);
  return {
    ...{ id: `worker:${name}`, kind: "worker", title: name || "no name", lines: [], presence },
    ...{ health: healthOf(findings, presence, false), findings },
    fields: fieldList({ "registers as": name, "LiveKit URL": isOwn ? livekitUrl : undefined }),
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
