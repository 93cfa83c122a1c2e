import type { Format } from "./format.js";
import { html } from "./html.js";
import { mermaid } from "./mermaid.js";
import { svg } from "./svg.js";
import { text } from "./text.js";
import type { TopologyGraph } from "./topology-graph.js";

/** Draws a topology. */
export function draw(graph: TopologyGraph, format: Format, columns?: number): string {
  switch (format) {
    case "html":
      return html(graph);
    case "svg":
      return svg(graph);
    case "mermaid":
      return mermaid(graph);
    case "text":
      return text(graph, columns);
  }
}
