import type { GraphEdge, GraphNode, TopologyGraph } from "./topology-graph.js";

/** The nodes that calls pass: the calls to a number, or all calls through a node. */
export type Routes = ReadonlyMap<string, readonly string[]>;

/**
 * Follows the edges from every number to its own agent, without the trunks and rules that do not take the number. A
 * node that is on no number's route gets the nodes that lead to it and from it.
 */
export function routesOf({ nodes, edges }: TopologyGraph): Routes {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const inbound = edges.filter(({ way }) => way === "in");
  const outbound = edges.filter(({ way }) => way === "out");
  const ofNumbers = nodes.flatMap((card) =>
    (card.numbers ?? []).map(({ number }): [string, string[]] => {
      const isOwn = (id: string) => isOnRoute(byId.get(id), number, card.agent);
      return [number, reached(card.id, inbound, isOwn)];
    }),
  );
  const ofNodes = nodes.map(({ id }): [string, string[]] => {
    const through = ofNumbers.filter(([, route]) => route.includes(id)).flatMap(([, route]) => route);
    const around = [inbound, outbound].flatMap((some) => [...reached(id, some), ...reached(id, some.map(reversed))]);
    const out = [outbound, outbound.map(reversed)].flatMap((some) => reached(id, some));
    return [id, [...new Set(through.length > 0 ? [...through, ...out] : around)]];
  });
  return new Map([...ofNodes, ...ofNumbers]);
}

function isOnRoute(node: GraphNode | undefined, number: string, agent: string | undefined): boolean {
  if (node?.kind === "agent") return node.id === agent;
  return node?.takes?.includes(number) ?? true;
}

const reversed = ({ from, to, way, live }: GraphEdge): GraphEdge => ({ from: to, to: from, way, live });

/** A node and everything that its edges lead to, nearest first. */
function reached(start: string, edges: readonly GraphEdge[], isWanted = (_: string) => true): string[] {
  const found = new Set([start]);
  for (const id of found) {
    for (const { from, to } of edges) if (from === id && isWanted(to)) found.add(to);
  }
  return [...found];
}
