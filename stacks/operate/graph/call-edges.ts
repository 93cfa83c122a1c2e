import type { Desired } from "../desired/desired.js";
import { sipHostsOf } from "@arkenos/provider/values/regions";
import { hostOfSipUri } from "@arkenos/provider/values/sip-uri";
import { isTerminationHost } from "@arkenos/provider/values/termination-host";
import type { GraphObjects } from "./graph-objects.js";
import { agentsOf } from "./livekit-nodes.js";
import type { GraphEdge } from "./topology-graph.js";

/** The node where outbound calls end. */
export const TELEPHONES = "telephones:";

/** The edges of inbound calls after the numbers: trunk → origination URL → inbound trunk → rule → worker. */
export function inboundEdges({ config }: Desired, { trunks, urls, inboundTrunks, rules }: GraphObjects): GraphEdge[] {
  const edge = (from: string, to: string, live: boolean): GraphEdge => ({ from, to, way: "in", live });
  const ours = new Set(sipHostsOf(config.sipDomain));
  const answering = inboundTrunks.filter(({ presence }) => presence !== "foreign");
  return [
    ...urls.flatMap(({ node, id, seen }) => {
      const trunk = trunks.find((other) => other.id === id.split("/")[0]) ?? trunks[0];
      return trunk ? [edge(trunk.node, node, seen?.props.enabled === true)] : [];
    }),
    ...urls.flatMap(({ node, seen }) => {
      if (seen && !ours.has(hostOfSipUri(seen.props.sipUrl ?? "") ?? "")) return [];
      const taking = seen?.props.enabled === true;
      return (answering.length > 0 ? answering : inboundTrunks).map((to) =>
        edge(node, to.node, taking && to.seen !== undefined),
      );
    }),
    ...rules.flatMap(({ node, seen }) => {
      const served = inboundTrunks.filter(
        ({ id }) => !seen || seen.props.trunkIds?.length === 0 || seen.props.trunkIds?.includes(id),
      );
      return served.map((from) => edge(from.node, node, seen !== undefined && from.seen !== undefined));
    }),
    ...rules.flatMap(({ node, seen }) =>
      (seen ? [...new Set(agentsOf(seen.props))] : [config.agentName]).map((name) =>
        edge(node, `worker:${name}`, !!seen),
      ),
    ),
  ];
}

/** The edges of outbound calls: worker → outbound trunk → credentials → trunk → telephones. */
export function outboundEdges(
  { config }: Desired,
  { trunks, credentialLists, ipLists, outboundTrunks }: GraphObjects,
): GraphEdge[] {
  const edge = (from: string, to: string, live: boolean): GraphEdge => ({ from, to, way: "out", live });
  return outboundTrunks.flatMap(({ node, seen, presence }) => {
    const begin = presence === "foreign" ? [] : [edge(`worker:${config.agentName}`, node, seen !== undefined)];
    const isDialed = (domain = "") => isTerminationHost(seen?.props.address ?? "", domain);
    const trunk = seen ? trunks.find((other) => isDialed(other.seen?.attrs.terminationDomain)) : trunks[0];
    if (!trunk) return [...begin, edge(node, TELEPHONES, true)];
    const attached = [...credentialLists, ...ipLists].filter(({ id }) => isAttached(trunk.seen?.children, id));
    const shown = attached.length > 0 ? attached : credentialLists;
    const open = (id: string) =>
      !!seen &&
      credentialLists.some((list) => list.id === id && list.seen?.usernames?.includes(seen.props.authUsername ?? ""));
    return [
      ...begin,
      ...shown.map((list) => edge(node, list.node, ipLists.some(({ id }) => id === list.id) || open(list.id))),
      ...shown.map((list) => edge(list.node, trunk.node, attached.includes(list))),
      ...(shown.length === 0 ? [edge(node, trunk.node, false)] : []),
      edge(trunk.node, TELEPHONES, trunk.seen !== undefined && seen !== undefined),
    ];
  });
}

type Children =
  { readonly credentialLists: readonly string[]; readonly ipAccessControlLists: readonly string[] } | undefined;

function isAttached(children: Children, id: string): boolean {
  return !!children && (children.credentialLists.includes(id) || children.ipAccessControlLists.includes(id));
}
