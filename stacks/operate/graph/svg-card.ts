import { CARD, CHIP } from "./card.js";
import { columnOf, overlineOf } from "./kinds.js";
import type { PlacedCard } from "./layout.js";
import { element, escaped } from "./markup.js";
import { mark, round } from "./marks.js";
import type { NumberItem } from "./topology-graph.js";

/** A card as SVG. `data-node` contains the id of its node, `data-number` a number. */
export function svgCard({ node, x, y, width, height, title, lines, chips }: PlacedCard): string {
  const titles = title.map((line, index) => text("title", CARD.padding, CARD.overline + 11 + index * CARD.title, line));
  const below = CARD.overline + title.length * CARD.title;
  return element(
    "g",
    {
      class: `card ${node.health} ${node.presence}`,
      "data-node": node.id,
      "data-column": columnOf(node.kind),
      transform: `translate(${round(x)} ${round(y)})`,
      ...{ tabindex: 0, role: "button", "aria-label": `${overlineOf(node.kind)} ${node.title}` },
    },
    [
      element("rect", { class: "box", width: round(width), height: round(height), rx: 9 }),
      text("kind", CARD.padding, 22, overlineOf(node.kind)),
      ...(node.kind === "telephones" ? [] : [mark(node.health, width - CARD.padding - 6, 18.5)]),
      ...titles,
      ...lines.map((line, index) => text("text", CARD.padding, below + 12 + index * CARD.line, line)),
      ...(chips
        ? (node.numbers ?? []).map((item, index) => chip(item, index, chips, below + lines.length * CARD.line + 4))
        : []),
    ],
  );
}

function chip(
  item: NumberItem,
  index: number,
  { columns, width }: { columns: number; width: number },
  top: number,
): string {
  const x = CARD.padding + (index % columns) * (width + CHIP.gap);
  const y = top + Math.floor(index / columns) * (CHIP.height + CHIP.gap);
  return element("g", { class: `chip ${item.health}`, "data-number": item.number, transform: `translate(${x} ${y})` }, [
    element("rect", { width, height: CHIP.height, rx: 6 }),
    item.health === "ok" ? dot(CHIP.height / 2) : mark(item.health, 13, CHIP.height / 2, 0.8),
    text("", CHIP.lead + 2, CHIP.height / 2 + 4.2, item.number),
  ]);
}

/** A dot in place of a check mark, which would be too much on every number. */
function dot(y: number): string {
  return element("g", { class: "mark" }, element("circle", { class: "shape", cx: 13, cy: y, r: 3.5 }));
}

function text(name: string, x: number, y: number, content: string): string {
  return element("text", { ...(name !== "" && { class: name }), x: round(x), y: round(y) }, escaped(content));
}
