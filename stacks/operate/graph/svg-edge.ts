import type { Point } from "./arrangement.js";
import type { PlacedEdge } from "./layout.js";
import { element } from "./markup.js";
import { round } from "./marks.js";

const ARROW = 7;

/** An edge as SVG, with an arrow in the direction of the call. */
export function svgEdge({ from, to, way, live, points }: PlacedEdge): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  const line =
    way === "in"
      ? [...points.slice(0, -1), { ...last, x: last.x - ARROW }]
      : [{ ...first, x: first.x + ARROW }, ...points.slice(1)];
  const tip = way === "in" ? last : first;
  const back = way === "in" ? -ARROW : ARROW;
  const attributes = { "data-from": from, "data-to": to };
  return [
    element("path", { class: `edge ${way}${live ? "" : " wanted"}`, ...attributes, d: curve(line) }),
    element("path", {
      class: `arrow ${way}`,
      ...attributes,
      d: `M${at(tip)}l${back} ${-ARROW / 1.6}v${ARROW * 1.25}Z`,
    }),
  ].join("");
}

/** A curve through the points, horizontal at each. */
function curve(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      if (!before) return `M${at(point)}`;
      const middle = (before.x + point.x) / 2;
      return `C${at({ x: middle, y: before.y })} ${at({ x: middle, y: point.y })} ${at(point)}`;
    })
    .join("");
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}
