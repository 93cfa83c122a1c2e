import type { Desired } from "../desired.js";
import type { Finding } from "../doctor/finding.js";
import type { Observed, SeenNumber } from "../observe/observed.js";
import type { Cast } from "./cast.js";
import { counted, fieldList } from "./field-list.js";
import { findingsAbout, healthOf, worst } from "./health.js";
import type { GraphEdge, GraphNode, NumberItem, Presence } from "./topology-graph.js";

/** A number of the stack, or one that came onto its trunk in some other way. */
interface Line {
  readonly number: string;
  readonly agent?: string;
  readonly seen?: SeenNumber;
  /** The card of the trunk it is on; undefined if it is on none. */
  readonly trunk?: string;
  readonly presence: Presence;
}

/** The cards of numbers, one per agent and trunk, and where their calls go. */
export function numberNodes(
  desired: Desired,
  observed: Observed,
  cast: Cast,
  findings: readonly Finding[],
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const own = cast.trunks[0]?.node;
  const cards = new Map<string, Line[]>();
  for (const line of linesOf(desired, observed, cast)) {
    const id = `numbers:${line.agent ?? ""}@${line.trunk ?? ""}`;
    cards.set(id, [...(cards.get(id) ?? []), line]);
  }
  const nodes = [...cards].map(([id, lines]) => cardOf(id, lines, findings));
  const edges = [...cards].flatMap(([id, [line]]): GraphEdge[] => {
    const to = line?.trunk ?? own;
    return to === undefined ? [] : [{ from: id, to, way: "in", live: line?.trunk !== undefined }];
  });
  return { nodes, edges };
}

function linesOf({ config }: Desired, { twilio }: Observed, { trunks }: Cast): Line[] {
  const owned = new Map(twilio.readable ? twilio.numbers.map((number) => [number.phoneNumber, number]) : []);
  const trunkOf = (sid: string | undefined) => trunks.find(({ id, seen }) => seen && id === sid)?.node;
  const line = (number: string, seen: SeenNumber | undefined, agent?: string): Line => {
    const trunk = trunkOf(seen?.trunkSid);
    const presence = !twilio.readable ? "unseen" : !seen ? "planned" : agent === undefined ? "foreign" : "live";
    return {
      number,
      presence,
      ...(agent !== undefined && { agent }),
      ...(seen && { seen }),
      ...(trunk !== undefined && { trunk }),
    };
  };
  const order = [...Object.keys(config.agents), ...Object.values(config.numbers).map(({ agent }) => agent)];
  const wanted = Object.entries(config.numbers)
    .toSorted(([, one], [, other]) => order.indexOf(one.agent) - order.indexOf(other.agent))
    .map(([number, { agent }]) => line(number, owned.get(number), agent));
  const strays = [...owned.values()].filter(
    ({ phoneNumber, trunkSid }) =>
      !Object.hasOwn(config.numbers, phoneNumber) && trunkSid !== "" && trunkSid === trunks[0]?.id,
  );
  return [...wanted, ...strays.map((seen) => line(seen.phoneNumber, seen))];
}

function cardOf(id: string, lines: readonly Line[], findings: readonly Finding[]): GraphNode {
  const numbers = lines.map((line) => itemOf(line, findings));
  const { agent, seen, trunk } = lines[0] ?? {};
  const where = trunk !== undefined ? "" : seen?.trunkSid ? ", on a foreign trunk" : seen ? ", on no trunk" : "";
  return {
    ...{ id, kind: "numbers", title: agent ?? "not in this stack", lines: [counted(lines.length, "number") + where] },
    presence: numbers.some(({ presence }) => presence === "live") ? "live" : (numbers[0]?.presence ?? "planned"),
    ...{ health: worst(numbers.map(({ health }) => health)), fields: fieldList({ agent, numbers: lines.length }) },
    ...{ findings: numbers.flatMap((item) => item.findings), numbers },
  };
}

function itemOf({ number, agent, seen, presence, trunk }: Line, all: readonly Finding[]): NumberItem {
  const findings = findingsAbout(all, ["number"], [number, seen?.id]);
  const fields = fieldList({
    SID: seen?.id,
    agent,
    "on trunk": seen && (seen.trunkSid || "none"),
    "takes calls": seen?.voice,
    "emergency calling": seen?.emergency || undefined,
  });
  // A number on no trunk, or on one out of sight, is not reached, whatever its account says.
  const health = healthOf(findings, trunk === undefined ? "planned" : presence);
  return { number, presence, health, fields, findings };
}
