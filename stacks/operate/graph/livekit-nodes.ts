import type { Finding } from "../doctor/finding.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import type { PropsOf, Seen } from "../observe/observed.js";
import type { GraphObjects } from "./graph-objects.js";
import { counted, fieldList } from "./field-list.js";
import { findingsAbout, healthOf } from "./health.js";
import type { GraphObject } from "./graph-object.js";
import type { GraphNode } from "./topology-graph.js";

/** The cards of LiveKit's objects. Headers, attributes and passwords are never shown, because they may be secret. */
export function livekitNodes(objects: GraphObjects, findings: readonly Finding[]): GraphNode[] {
  return [
    ...objects.outboundTrunks.map((object) => outboundNode(object, findings)),
    ...objects.inboundTrunks.map((object) => inboundNode(object, findings)),
    ...objects.rules.map((object) => ruleNode(object, findings)),
  ];
}

function inboundNode(
  { node, kind, id, presence, seen }: GraphObject<Seen<"InboundTrunk">>,
  all: readonly Finding[],
): GraphNode {
  const props = seen?.props ?? {};
  const findings = findingsAbout(all, ["inbound-trunk"], [id, props.name]);
  return {
    ...{ id: node, kind, presence, health: healthOf(findings, presence), findings },
    title: props.name || id,
    lines: seen ? [id, props.numbers?.length ? counted(props.numbers.length, "number") : "any number"] : [],
    fields: fieldList({
      id: seen && id,
      numbers: props.numbers && (props.numbers.length === 0 ? "any" : props.numbers.length),
      "allowed callers": props.allowedNumbers,
      "allowed addresses": props.allowedAddresses,
      username: props.authUsername,
      encryption: props.media?.encryption,
      "noise cancellation": props.krispEnabled,
    }),
    ...taking(props.numbers),
  };
}

function ruleNode(
  { node, kind, id, presence, seen }: GraphObject<Seen<"DispatchRule">>,
  all: readonly Finding[],
): GraphNode {
  const props = seen?.props ?? {};
  const findings = findingsAbout(all, ["dispatch-rule"], [id, props.name]);
  return {
    ...{ id: node, kind, presence, health: healthOf(findings, presence), findings },
    title: props.name || id,
    lines: seen ? [id, ...roomOf(props)] : [],
    fields: fieldList({
      id: seen && id,
      trunks: props.trunkIds && (props.trunkIds.length === 0 ? "any" : props.trunkIds),
      rooms: roomOf(props),
      agents: agentsOf(props),
      "numbers called": props.numbers,
      callers: props.inboundNumbers,
      "hides the caller's number": props.hidePhoneNumber,
    }),
    ...taking(props.numbers),
  };
}

function outboundNode(
  { node, kind, id, presence, seen }: GraphObject<Seen<"OutboundTrunk">>,
  all: readonly Finding[],
): GraphNode {
  const props = seen?.props ?? {};
  const findings = findingsAbout(all, ["outbound-trunk"], [id, props.name]);
  return {
    ...{ id: node, kind, presence, health: healthOf(findings, presence), findings },
    title: props.name || id,
    lines: seen ? [id, props.authUsername ? `as ${props.authUsername}` : ""].filter(Boolean) : [],
    fields: fieldList({
      id: seen && id,
      address: props.address,
      username: props.authUsername,
      transport: props.transport,
      "calls from": props.numbers && counted(props.numbers.length, "number"),
      country: props.destinationCountry,
      encryption: props.media?.encryption,
    }),
  };
}

/** The numbers that it takes calls to. An empty list means any number. */
function taking(numbers: readonly string[] | undefined): Pick<GraphNode, "takes"> {
  return numbers?.length ? { takes: numbers.map(normalizeNumber) } : {};
}

/** The agents that a rule dispatches, by agent name. */
export function agentsOf({ roomConfig }: Partial<PropsOf<"DispatchRule">>): string[] {
  return (roomConfig?.agents ?? []).map(({ agentName }) => agentName ?? "");
}

function roomOf({ rule }: Partial<PropsOf<"DispatchRule">>): string[] {
  if (!rule) return [];
  return [
    rule.type === "direct" ? `room ${rule.roomName}` : `a room per ${rule.type === "callee" ? "number" : "caller"}`,
  ];
}
