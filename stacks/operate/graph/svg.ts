import { layout } from "./layout.js";
import { element, escaped } from "./markup.js";
import { round } from "./marks.js";
import { style } from "./style.js";
import { svgCard } from "./svg-card.js";
import { svgEdge } from "./svg-edge.js";
import { svgLegend } from "./svg-legend.js";
import type { TopologyGraph } from "./topology-graph.js";

const LEGEND = 32;

/**
 * The topology as a self-contained SVG file for light and dark.
 *
 * @see {@link svgBody} for a page with its own style
 */
export function svg(graph: TopologyGraph): string {
  return svgBody(graph, element("style", {}, style));
}

/** The picture, with optional content before its first shape. */
export function svgBody(graph: TopologyGraph, head = ""): string {
  const { cards, edges, bands, ...size } = layout(graph);
  const [width, height] = [round(size.width), round(size.height + LEGEND)];
  const attributes = { xmlns: "http://www.w3.org/2000/svg", class: "topology", width, height, role: "group" };
  return element("svg", { ...attributes, viewBox: `0 0 ${width} ${height}` }, [
    element("title", {}, escaped(`Telephony of ${graph.stack}`)),
    head,
    element("rect", { class: "ground", width, height }),
    svgLegend(graph),
    element("g", { transform: `translate(0 ${LEGEND})` }, [
      ...bands.flatMap(({ name, x, width }) => [
        element("rect", {
          class: "band",
          x: round(x),
          y: 12,
          width: round(width),
          height: round(size.height - 24),
          rx: 12,
        }),
        element("text", { class: "band-name", x: round(x + 14), y: 34 }, escaped(name)),
      ]),
      ...edges.map(svgEdge),
      ...cards.map(svgCard),
    ]),
  ]);
}
