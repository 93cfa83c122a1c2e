import { overlineOf } from "./kinds.js";
import type { GraphNode } from "./topology-graph.js";

/** Sizes in pixels at scale 1. Text widths are estimated from lengths, because fonts are not measured. */
export const CARD = { padding: 14, overline: 30, title: 18, line: 17, bottom: 12, narrow: 140, wide: 232 } as const;
export const CHIP = { height: 24, gap: 4, lead: 24 } as const;
/** The width of a letter in the widest font: an average for titles, exact for monospaced lines. */
const LETTER = { title: 9.4, line: 7 } as const;

/** A card ready to be placed: its size, and its text wrapped to fit. */
export interface Card {
  readonly node: GraphNode;
  readonly width: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly lines: readonly string[];
  /** For a card of numbers: the number of columns, and the width of each. */
  readonly chips?: { readonly columns: number; readonly width: number };
}

/** @param columns the number of columns on a card of numbers */
export function cardOf(node: GraphNode, columns: number): Card {
  const inner = CARD.wide - 2 * CARD.padding;
  const title = broken(node.title, Math.floor(inner / LETTER.title));
  const lines = node.lines.flatMap((line) => broken(line, Math.floor(inner / LETTER.line)));
  const text = Math.max(
    ...title.map((line) => line.length * LETTER.title),
    ...lines.map((line) => line.length * LETTER.line),
    overlineOf(node.kind).length * LETTER.line + 26,
  );
  const width = Math.ceil(Math.min(CARD.wide, Math.max(CARD.narrow, text + 2 * CARD.padding)));
  const height = CARD.overline + title.length * CARD.title + lines.length * CARD.line + CARD.bottom;
  if (!node.numbers) return { node, width, height, title, lines };
  const chip = Math.ceil(CHIP.lead + Math.max(...node.numbers.map(({ number }) => number.length)) * 7.3 + 10);
  const side = Math.min(columns, node.numbers.length);
  const rows = Math.ceil(node.numbers.length / side);
  return {
    ...{ node, title, lines, chips: { columns: side, width: chip } },
    width: Math.max(width, side * (chip + CHIP.gap) - CHIP.gap + 2 * CARD.padding),
    height: height + 4 + rows * (CHIP.height + CHIP.gap) - CHIP.gap,
  };
}

/** Wraps text into lines of similar length with at most `most` letters, at punctuation where possible. */
function broken(text: string, most: number): string[] {
  if (text.length <= most) return [text];
  const wished = text.length / Math.ceil(text.length / most);
  const signs = [...text.slice(0, most).matchAll(/(?=\.)|(?<=[ \-/;,:@])/g)]
    .map(({ index }) => index)
    .filter((index) => index > 0);
  const at = signs.toSorted((one, other) => Math.abs(one - wished) - Math.abs(other - wished))[0] ?? most;
  return [text.slice(0, at).trimEnd(), ...broken(text.slice(at).trimStart(), most)];
}
