import type { Fault } from "@arkenos/emulator";
import { MAX_LIST_LAG_MS } from "@arkenos/provider/clouds";
import type { Random } from "../live/fuzz/random.js";
import type { ActName } from "./act.js";

/** What can happen to a call: its fault, if any, in the sandbox's terms. */
export const FAULTS = {
  reset: { kind: "lose" },
  drop: { kind: "drop" },
  "429": { kind: "refuse", status: 429 },
  "500": { kind: "refuse", status: 500 },
  "503": { kind: "refuse", status: 503 },
  hang: { kind: "hang" },
  lag: { kind: "lag", ms: MAX_LIST_LAG_MS },
} as const satisfies Record<string, Fault>;

/** A kind of fault. */
export type FaultName = keyof typeof FAULTS;

/** What is killed while the call is in flight. The machine is engine and provider together. */
export const KILLS = ["nothing", "engine", "provider", "machine"] as const;

/** What is killed. */
export type Kill = (typeof KILLS)[number];

/** A call of an act: the `nth` of its operation. */
export interface ActCall {
  readonly cloud: "livekit" | "twilio";
  readonly operation: string;
  readonly nth: number;
}

/** One cell of the matrix. */
export interface Cell {
  readonly act: ActName;
  readonly call: ActCall;
  readonly fault: FaultName;
  readonly kill: Kill;
}

/** A cell's id, such as `update/UpdateTrunk#1/503/engine`. */
export function idOf({ act, call, fault, kill }: Cell): string {
  return `${act}/${call.operation}#${call.nth}/${fault}/${kill}`;
}

/** All cells of an act's calls. LiveKit's lists do not lag: they are read from the database that writes go to. */
export function cellsOf(act: ActName, calls: readonly ActCall[]): Cell[] {
  return calls.flatMap((call) =>
    (Object.keys(FAULTS) as FaultName[])
      .filter((fault) => fault !== "lag" || call.cloud === "twilio")
      .flatMap((fault) => KILLS.map((kill) => ({ act, call, fault, kill }))),
  );
}

/**
 * Sorts cells into playing order: next is the cell whose act, operation, fault and kill were played least, so that few
 * cells cover much. The seed breaks ties.
 */
export function ordered(cells: readonly Cell[], played: readonly Cell[], random: Random): Cell[] {
  const uses = new Map<string, number>();
  const traitsOf = ({ act, call, fault, kill }: Cell) => [act, `${act} ${call.operation}`, call.operation, fault, kill];
  const use = (cell: Cell) => {
    for (const trait of traitsOf(cell)) uses.set(trait, (uses.get(trait) ?? 0) + 1);
  };
  const worn = (cell: Cell) => traitsOf(cell).reduce((sum, trait) => sum + (uses.get(trait) ?? 0), 0);
  for (const cell of played) use(cell);
  const left = shuffled(cells, random);
  const result: Cell[] = [];
  while (left.length > 0) {
    const freshest = left.reduce((best, cell, index) => (worn(cell) < worn(left[best] ?? cell) ? index : best), 0);
    const [cell] = left.splice(freshest, 1);
    if (!cell) break;
    use(cell);
    result.push(cell);
  }
  return result;
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const left = [...items];
  return items.map(() => {
    const item = random.pick(left);
    left.splice(left.indexOf(item), 1);
    return item;
  });
}
