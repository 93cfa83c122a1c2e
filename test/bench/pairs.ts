import { timed } from "./clock.js";
import { graphOf } from "./graph.js";
import { someNumbers, withFloor, withStack } from "./lab.js";
import { watchMemory } from "./peak-memory.js";
import type { Workspace } from "../engine/workspace.js";

/** The time to deploy a stack from scratch, and its result. */
export interface Converged {
  readonly seconds: number;
  /** Of the provider process, in MiB; null if the system does not report it. */
  readonly peakMemory: number | null;
  readonly state: string;
}

/** The topology, then its floor. */
export interface Pair {
  readonly topology: Converged;
  readonly floor: Converged;
}

const measured = new Map<number, Pair[]>();

/** At least this many pairs of this many owned numbers; those of an earlier measure count. */
export async function pairs(numbers: number, count: number): Promise<readonly Pair[]> {
  const known = measured.get(numbers) ?? [];
  measured.set(numbers, known);
  while (known.length < count) known.push(await measurePair(numbers));
  return known;
}

async function measurePair(numbers: number): Promise<Pair> {
  const topology = await withStack("telephony", { numbers: someNumbers(numbers) }, ({ workspace }) =>
    converge(workspace),
  );
  const floor = await withFloor(graphOf(topology.state), converge);
  console.error(`  ${numbers} numbers: ${described(topology)}; floor: ${described(floor)}`);
  return { topology, floor };
}

function described({ seconds, peakMemory }: Converged): string {
  return `${seconds.toFixed(1)} s${peakMemory === null ? "" : `, ${peakMemory.toFixed(0)} MiB`}`;
}

async function converge(workspace: Workspace): Promise<Converged> {
  const { seconds, result: peakMemory } = await timed(() => watchMemory(workspace.folder, () => workspace.up()));
  return { seconds, peakMemory, state: await workspace.state() };
}
