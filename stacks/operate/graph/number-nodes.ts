import type { Desired } from "../desired/desired.js";
import type { Diagnosis } from "../doctor/diagnose.js";
import type { Observed, SeenNumber } from "../observe/observed.js";
import type { Verdict } from "../simulate/verdict.js";
import { verdictGroups, verdictHead, verdictText } from "../simulate/verdict-text.js";
import { wantedNumbers } from "../simulate/wanted.js";
import type { GraphObjects } from "./graph-objects.js";
import { counted, fieldList } from "./field-list.js";
import { findingsAbout, healthOfCalls, worst } from "./health.js";
import type { GraphEdge, GraphNode, NumberItem, Presence } from "./topology-graph.js";

/** A number of the stack, or another number on its trunk. */
interface NumberEntry {
  readonly number: string;
  /** The agent that answers it; undefined for a number that is not the stack's. */
  readonly agent?: string;
  readonly verdict?: Verdict;
  readonly seen?: SeenNumber;
  /** The node of its trunk; undefined if it is not on a trunk. */
  readonly trunk?: string;
  readonly presence: Presence;
}

/** The cards of numbers, one per agent and trunk, and where their calls go. */
export function numberNodes(
  desired: Desired,
  observed: Observed,
  objects: GraphObjects,
  diagnosed: Diagnosed,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const own = objects.trunks[0]?.node;
  const cards = new Map<string, NumberEntry[]>();
  for (const line of entriesOf(desired, observed, objects, diagnosed)) {
    const id = `numbers:${line.agent ?? ""}@${line.trunk ?? ""}`;
    cards.set(id, [...(cards.get(id) ?? []), line]);
  }
  const nodes = [...cards].map(([id, lines]) => cardOf(id, lines, diagnosed));
  const edges = [...cards].flatMap(([id, [line]]): GraphEdge[] => {
    const to = line?.trunk ?? own;
    return to === undefined ? [] : [{ from: id, to, way: "in", live: line?.trunk !== undefined }];
  });
  return { nodes, edges };
}

type Diagnosed = Pick<Diagnosis, "findings" | "verdicts">;

function entriesOf(
  desired: Desired,
  { twilio }: Observed,
  { trunks }: GraphObjects,
  { verdicts }: Diagnosed,
): NumberEntry[] {
  const { config } = desired;
  const verdictOn = new Map(verdicts.map((verdict) => [verdict.number, verdict]));
  const owned = new Map(twilio.readable ? twilio.numbers.map((number) => [number.phoneNumber, number]) : []);
  const trunkOf = (sid: string | undefined) => trunks.find(({ id, seen }) => seen && id === sid)?.node;
  const line = (number: string, seen: SeenNumber | undefined, agent?: string): NumberEntry => {
    const trunk = trunkOf(seen?.trunkSid);
    const verdict = verdictOn.get(number);
    const presence = !twilio.readable ? "unseen" : !seen ? "planned" : agent === undefined ? "foreign" : "live";
    return {
      number,
      presence,
      ...(agent !== undefined && { agent }),
      ...(verdict && { verdict }),
      ...(seen && { seen }),
      ...(trunk !== undefined && { trunk }),
    };
  };
  const order = [...Object.keys(config.agents), ...Object.values(config.numbers).map(({ agent }) => agent)];
  const wanted = wantedNumbers(desired)
    .map(({ number, agent, agentName }) => line(number, owned.get(number), agent ?? agentName))
    .toSorted((one, other) => order.indexOf(one.agent ?? "") - order.indexOf(other.agent ?? ""));
  const known = new Set(wanted.map(({ number }) => number));
  const strays = [...owned.values()].filter(
    ({ phoneNumber, trunkSid }) => !known.has(phoneNumber) && trunkSid !== "" && trunkSid === trunks[0]?.id,
  );
  return [...wanted, ...strays.map((seen) => line(seen.phoneNumber, seen))];
}

function cardOf(id: string, lines: readonly NumberEntry[], diagnosed: Diagnosed): GraphNode {
  const numbers = lines.map((line) => itemOf(line, diagnosed));
  const groups = verdictGroups(
    lines.flatMap(({ verdict }) => verdict ?? []),
    verdictHead,
  );
  const calls = groups.map(({ says, numbers }) => (groups.length > 1 ? `${numbers.length}: ${says}` : says));
  const { agent, seen, trunk } = lines[0] ?? {};
  const where = trunk !== undefined ? "" : seen?.trunkSid ? ", on another trunk" : seen ? ", on no trunk" : "";
  return {
    ...{
      id,
      kind: "numbers",
      title: agent ?? "not in this stack",
      lines: [counted(lines.length, "number") + where, ...calls],
    },
    presence: numbers.some(({ presence }) => presence === "live") ? "live" : (numbers[0]?.presence ?? "planned"),
    ...{ health: worst(numbers.map(({ health }) => health)), fields: fieldList({ agent, numbers: lines.length }) },
    ...{ findings: numbers.flatMap((item) => item.findings), numbers },
    ...(agent !== undefined && { agent: `agent:${agent}` }),
  };
}

function itemOf({ number, agent, verdict, seen, presence }: NumberEntry, diagnosed: Diagnosed): NumberItem {
  const findings = findingsAbout(diagnosed.findings, ["number"], [number, seen?.id]);
  const fields = fieldList({
    calls: verdict && verdictText(verdict),
    SID: seen?.id,
    agent,
    trunk: seen && (seen.trunkSid || "none"),
    "voice capable": seen?.voice,
    "emergency calling": seen?.emergency || undefined,
  });
  const health = worst([verdict ? healthOfCalls(verdict) : "unknown", ...findings.map(({ severity }) => severity)]);
  return { number, ...(seen && { sid: seen.id }), presence, health, fields, findings };
}
