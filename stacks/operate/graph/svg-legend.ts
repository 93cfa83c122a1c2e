import { element, escaped } from "./markup.js";
import { HEALTH_NAMES, mark } from "./marks.js";
import type { Health, TopologyGraph } from "./topology-graph.js";

const MIDDLE = 22;

/** The legend of marks and lines, in one row at the top. */
export function svgLegend({ edges }: TopologyGraph): string {
  let x = 24;
  const entry = (name: string, sign: (x: number) => string, health = "") => {
    const text = element("text", { x: x + 26, y: MIDDLE + 4 }, escaped(name));
    const drawn = element("g", { class: health }, [sign(x), text]);
    x += 26 + name.length * 6.6 + 20;
    return drawn;
  };
  const line = (name: string) => (x: number) => element("path", { class: `edge ${name}`, d: `M${x - 6} ${MIDDLE}h24` });
  return element("g", { class: "legend" }, [
    ...(Object.entries(HEALTH_NAMES) as [Health, string][]).map(([health, name]) =>
      entry(name, (x) => mark(health, x + 8, MIDDLE), health),
    ),
    entry("inbound calls", line("in")),
    entry("outbound calls", line("out")),
    ...(edges.some(({ live }) => !live) ? [entry("not created yet", line("in wanted"))] : []),
  ]);
}
