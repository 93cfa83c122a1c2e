import { KIND_NAMES } from "./card.js";
import type { Field, GraphNode, TopologyGraph } from "./topology-graph.js";

/** A card or a number as the page's own program reads it. */
interface PageItem {
  readonly kind: string;
  readonly title: string;
  readonly health: string;
  readonly fields: readonly Field[];
  /** Places in the list of findings. */
  readonly findings: readonly number[];
}

/**
 * What the page tells of the cards and numbers, by node or number, as JSON that may stand in a `script` element.
 */
export function pageData({ nodes, findings }: TopologyGraph): string {
  const places = new Map(findings.map((finding, place) => [finding, place]));
  const placesOf = (some: GraphNode["findings"]) => some.flatMap((finding) => places.get(finding) ?? []);
  const items = nodes.flatMap(
    ({ id, kind, title, health, fields, findings: about, numbers = [] }): [string, PageItem][] => [
      [id, { kind: KIND_NAMES[kind], title, health, fields, findings: placesOf(about) }],
      ...numbers.map((item): [string, PageItem] => [
        item.number,
        {
          kind: "number",
          title: item.number,
          health: item.health,
          fields: item.fields,
          findings: placesOf(item.findings),
        },
      ]),
    ],
  );
  const told = findings.map(({ id, severity, remediation, causedBy }, place) => ({
    ...{ id, severity, remediation, causedBy: causedBy?.id },
    target: items.findLast(([, item]) => item.findings.includes(place))?.[0],
  }));
  return JSON.stringify({ items: Object.fromEntries(items), findings: told }).replaceAll("<", "\\u003c");
}
