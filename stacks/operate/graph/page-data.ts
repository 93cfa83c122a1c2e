import { findingText } from "../doctor/finding.js";
import { routesOf } from "./call-route.js";
import { overlineOf } from "./kinds.js";
import type { Field, GraphNode, Health, TopologyGraph } from "./topology-graph.js";

/** A card or a number as the page's script reads it. */
interface PageItem {
  readonly kind: string;
  readonly title: string;
  readonly health: Health;
  readonly fields: readonly Field[];
  /** Indexes in the list of findings. */
  readonly findings: readonly number[];
  /** Index in the list of routes. */
  readonly route: number;
  /** The console page that shows it. */
  readonly console?: string;
}

/**
 * The cards and numbers, by node or number, with their findings and the routes of their calls. Formatted as JSON that
 * is safe inside a `script` element.
 */
export function pageData(graph: TopologyGraph): string {
  const { nodes, findings } = graph;
  const positions = new Map(findings.map((finding, position) => [finding, position]));
  const positionsOf = (some: GraphNode["findings"]) => some.flatMap((finding) => positions.get(finding) ?? []);
  const routes = new Map<string, number>();
  const routeOf = new Map(
    [...routesOf(graph)].map(([key, ids]) => {
      const route = JSON.stringify(ids);
      if (!routes.has(route)) routes.set(route, routes.size);
      return [key, routes.get(route) ?? 0];
    }),
  );
  const item = (
    key: string,
    kind: string,
    { title, health, fields, findings: about, console }: Described,
  ): PageItem => ({
    ...{ kind, title, health, fields, findings: positionsOf(about), route: routeOf.get(key) ?? 0 },
    ...(console !== undefined && { console }),
  });
  const items = nodes.flatMap((node): [string, PageItem][] => [
    [node.id, item(node.id, overlineOf(node.kind), node)],
    ...(node.numbers ?? []).map((one): [string, PageItem] => [
      one.number,
      item(one.number, "number", { ...one, title: one.number }),
    ]),
  ]);
  const listed = findings.map((finding, position) => ({
    ...{ id: finding.id, severity: finding.severity, text: findingText(finding), causedBy: finding.causedBy?.id },
    target: items.findLast(([, { findings: about }]) => about.includes(position))?.[0],
  }));
  const data = {
    items: Object.fromEntries(items),
    findings: listed,
    routes: [...routes.keys()].map((route): unknown => JSON.parse(route)),
  };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

type Described = Pick<GraphNode, "title" | "health" | "fields" | "findings" | "console">;
