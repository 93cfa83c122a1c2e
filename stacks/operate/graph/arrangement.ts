import { Graph, layout } from "@dagrejs/dagre";
import type { Card } from "./card.js";
import { columnOf } from "./kinds.js";

/** A point in the picture, in pixels from the top-left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Two connected cards, by their positions in the list. */
export interface Join {
  readonly left: string;
  readonly right: string;
}

/** The positions of the cards and of the bends of the edges, with the first card's corner at the origin. */
export interface Arrangement {
  centerOf(id: string): Point;
  /** Where an edge crosses the columns between its ends. */
  bendsOf(join: Join): Point[];
}

/** Space between columns, and between the cards of one. */
const GAP = { columns: 48, cards: 22 } as const;
/** The height in which all cards except the numbers are centered, so that they are visible without scrolling. */
const FIRST_SCREEN = 760;

/** Arranges cards in columns by kind, and within a column in their given order. */
export function arranged(cards: readonly Card[], joins: readonly Join[]): Arrangement {
  const column = new Map(cards.map(({ node: { id, kind } }) => [id, columnOf(kind)]));
  const graph = new Graph()
    .setGraph({ rankdir: "LR", nodesep: GAP.cards, ranksep: GAP.columns, edgesep: GAP.cards, ranker: byColumn(column) })
    .setDefaultEdgeLabel(() => ({}));
  for (const { node, width, height } of cards) graph.setNode(node.id, { width, height });
  for (const { left, right } of joins) {
    graph.setEdge(left, right, { minlen: (column.get(right) ?? 0) - (column.get(left) ?? 0) });
  }
  layout(graph, { constraints: inOrder(cards, column) });

  const at = (id: string) => graph.node(id) as Point;
  const behindNumbers = cards.filter(({ node }) => columnOf(node.kind) > 0);
  const top = Math.min(...behindNumbers.map(({ node, height }) => at(node.id).y - height / 2));
  const bottom = Math.max(...behindNumbers.map(({ node, height }) => at(node.id).y + height / 2));
  const up = Math.max(0, Math.min(top, (top + bottom - FIRST_SCREEN) / 2));
  return {
    centerOf: (id) => ({ x: at(id).x, y: at(id).y - ((column.get(id) ?? 0) > 0 ? up : 0) }),
    bendsOf: ({ left, right }) => {
      const { points } = graph.edge(left, right) as { points: Point[] };
      // The end points lie on cards. Every second bend lies in a column, the others between two columns.
      return points.slice(1, -1).flatMap(({ x, y }, index) => (index % 2 === 1 ? [{ x, y: y - up }] : []));
    },
  };
}

/** Dagre doubles the length of every edge, to make room for labels between two columns. */
function byColumn(column: ReadonlyMap<string, number>) {
  return (graph: { nodes(): string[]; node(id: string): { rank?: number } }) => {
    for (const id of graph.nodes()) graph.node(id).rank = 2 * (column.get(id) ?? 0);
  };
}

/** The order of a column as dagre's constraints, in which left means above. */
function inOrder(cards: readonly Card[], column: ReadonlyMap<string, number>): { left: string; right: string }[] {
  return [...new Set(column.values())].flatMap((wanted) => {
    const ids = cards.map(({ node }) => node.id).filter((id) => column.get(id) === wanted);
    return ids.slice(1).map((id, index) => ({ left: ids[index] ?? id, right: id }));
  });
}
