import { ACTS, type ActName, begin, type Edition, type Mode } from "./act.js";
import { baseOf, type Bases } from "./base.js";
import { type ActCall, type Cell, cellsOf } from "./cell.js";
import { lookAt, type Reference, type References } from "./judge.js";
import type { Lane } from "./lane.js";

/** The whole matrix, and the results of undisturbed runs. */
export interface Recording {
  readonly cells: readonly Cell[];
  readonly references: References;
  readonly mode: Mode;
}

/** Runs each act undisturbed and records its calls. @throws if one fails */
export async function record(lanes: readonly Lane[], bases: Bases, mode: Mode): Promise<Recording> {
  const cells = new Map<ActName, readonly Cell[]>();
  const references = new Map<Edition, Reference>();
  const acts = Object.keys(ACTS) as ActName[];
  const left = [...acts];
  const recordSome = async (lane: Lane) => {
    for (let act = left.shift(); act; act = left.shift()) {
      const workspace = await lane.at(baseOf(bases, act));
      try {
        const { code, output } = await begin(workspace, ACTS[act], mode).ended;
        if (code !== 0) throw new Error(`${act} exits with ${code}, undisturbed:\n${output}`);
        cells.set(act, cellsOf(act, [...callsOf(lane, "livekit"), ...callsOf(lane, "twilio")]));
        if (ACTS[act].command === "up") references.set(ACTS[act].to, await lookAt(lane, workspace));
      } finally {
        await workspace.dispose();
      }
    }
  };
  await Promise.all(lanes.map(recordSome));
  return { cells: acts.flatMap((act) => cells.get(act) ?? []), references, mode };
}

function callsOf({ emulator }: Lane, cloud: ActCall["cloud"]): ActCall[] {
  const counts = new Map<string, number>();
  return emulator[cloud].calls.map(({ operation }) => {
    const nth = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, nth);
    return { cloud, operation, nth };
  });
}
