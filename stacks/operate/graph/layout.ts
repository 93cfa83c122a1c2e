import { arranged, type Point } from "./arrangement.js";
import { type Card, cardOf } from "./card.js";
import { columnOf, PARTIES, partyOf } from "./kinds.js";
import type { GraphEdge, GraphNode, TopologyGraph } from "./topology-graph.js";

/** A placed card, with its top-left corner. */
export interface PlacedCard extends Card, Point {}

/** A placed edge, from left to right for both directions. */
export interface PlacedEdge extends GraphEdge {
  /** The points where it leaves a card, crosses columns, and enters a card. */
  readonly points: readonly Point[];
}

/** A vertical strip of the picture for one party. */
export interface Band {
  readonly name: string;
  readonly x: number;
  readonly width: number;
}

/** The picture with every part placed. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly PlacedCard[];
  readonly edges: readonly PlacedEdge[];
  readonly bands: readonly Band[];
}

const TOP = 56;
const MARGIN = 28;
const BAND_PADDING = 16;
/** The distance between inbound and outbound edges on one side of a card. */
const PORTS_APART = 8;
/** Numbers are arranged in more columns beyond this many rows. */
const ROWS = 40;
const MOST_SIDE_BY_SIDE = 2;

/**
 * Places the cards, one column per kind. Inbound calls run from left to right, and outbound calls above them from right
 * to left.
 */
export function layout({ nodes, edges }: TopologyGraph): Layout {
  const cards = cardsOf(nodes);
  const known = new Set(nodes.map(({ id }) => id));
  const joined = edges
    .map((edge) => ({
      edge,
      left: edge.way === "in" ? edge.from : edge.to,
      right: edge.way === "in" ? edge.to : edge.from,
    }))
    .filter(({ left, right }) => known.has(left) && known.has(right));
  const { centerOf, bendsOf } = arranged(cards, joined);

  // Next to wide cards of numbers, a narrow card is aligned to the right, where its edges begin.
  const numbersWidth = Math.max(0, ...cards.filter(({ node }) => columnOf(node.kind) === 0).map(({ width }) => width));
  const placed = cards.map((card): PlacedCard => {
    const { x, y } = centerOf(card.node.id);
    const aside = columnOf(card.node.kind) === 0 ? (numbersWidth - card.width) / 2 : 0;
    return { ...card, x: MARGIN + x - card.width / 2 + aside, y: TOP + y - card.height / 2 };
  });
  const at = new Map(placed.map((card) => [card.node.id, card]));
  const both = (id: string, side: "left" | "right") =>
    new Set(joined.filter((join) => join[side === "left" ? "right" : "left"] === id).map(({ edge }) => edge.way)).size >
    1;
  const port = (card: PlacedCard | undefined, side: "left" | "right", way: "in" | "out"): Point[] => {
    if (!card) return [];
    const apart = both(card.node.id, side) ? (way === "out" ? -PORTS_APART : PORTS_APART) : 0;
    return [{ x: side === "left" ? card.x : card.x + card.width, y: card.y + card.height / 2 + apart }];
  };
  return {
    cards: placed,
    edges: joined.map(({ edge, left, right }) => {
      const bends = bendsOf({ left, right }).map(({ x, y }) => ({ x: x + MARGIN, y: y + TOP }));
      return {
        ...edge,
        points: [...port(at.get(left), "right", edge.way), ...bends, ...port(at.get(right), "left", edge.way)],
      };
    }),
    bands: bandsOf(placed),
    width: Math.max(...placed.map(({ x, width }) => x + width)) + MARGIN,
    height: Math.max(...placed.map(({ y, height }) => y + height)) + MARGIN,
  };
}

/** All cards of a column have the same width. */
function cardsOf(nodes: readonly GraphNode[]): Card[] {
  const numbers = nodes.reduce((count, node) => count + (node.numbers?.length ?? 0), 0);
  const cards = nodes.map((node) => cardOf(node, Math.min(MOST_SIDE_BY_SIDE, Math.ceil(numbers / ROWS))));
  const widthOf = (column: number) =>
    Math.max(...cards.filter(({ node, chips }) => !chips && columnOf(node.kind) === column).map(({ width }) => width));
  return cards.map((card) => (card.chips ? card : { ...card, width: widthOf(columnOf(card.node.kind)) }));
}

function bandsOf(cards: readonly PlacedCard[]): Band[] {
  return PARTIES.flatMap((name) => {
    const inside = cards.filter(({ node }) => partyOf(node.kind) === name);
    if (inside.length === 0) return [];
    const x = Math.min(...inside.map((card) => card.x)) - BAND_PADDING;
    return [{ name, x, width: Math.max(...inside.map((card) => card.x + card.width)) + BAND_PADDING - x }];
  });
}
