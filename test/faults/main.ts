/**
 * `npm run test:faults`: the fault matrix on the real engine. Each remote call of up, update, release and destroy meets
 * each fault, while nothing, the engine, its provider or both are killed. Afterwards the stack must recover to match its
 * config: no object is duplicated, lost, or taken from another team.
 *
 * @example Twenty-four cells, chosen by today's date
 * npm run test:faults
 * @example All cells, over several runs
 * npm run test:faults -- --all --minutes 60 --ledger /tmp/faults.jsonl
 * @example The acts as commands that write the state only at their end
 * npm run test:faults -- --fast
 * @example One cell, repeated
 * npm run test:faults -- --cell update/UpdateTrunk#1/503/engine
 */
import { parseArgs } from "node:util";
import { treeProblem } from "../engine/process-tree.js";
import { Random } from "../live/fuzz/random.js";
import { baseOf, type Bases, makeBases } from "./base.js";
import { type Cell, idOf, ordered } from "./cell.js";
import { Lane } from "./lane.js";
import { type Entry, Ledger } from "./ledger.js";
import { play } from "./play.js";
import { record } from "./recording.js";
import { cellLine, summary } from "./report.js";

const { values: asked } = parseArgs({
  options: {
    cells: { type: "string", default: "24" },
    seed: { type: "string", default: new Date().toISOString().slice(0, 10).replaceAll("-", "") },
    minutes: { type: "string" },
    all: { type: "boolean", default: false },
    cell: { type: "string", multiple: true },
    ledger: { type: "string" },
    fast: { type: "boolean", default: false },
  },
});
const seed = Number(asked.seed);
let deadline = asked.minutes === undefined ? Infinity : Date.now() + Number(asked.minutes) * 60_000;
process.once("SIGINT", () => {
  console.log("Ending with the cells that are being played; Ctrl-C once more ends at once");
  deadline = 0;
});

if (treeProblem) {
  console.log(treeProblem);
} else {
  const ledger = await Ledger.open(asked.ledger);
  const lanes = [await Lane.open(), await Lane.open()] as const;
  const bases = await makeBases(lanes[0]);
  try {
    await playAll(lanes, bases, ledger);
  } finally {
    for (const { workspace } of bases.values()) await workspace.dispose();
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

async function playAll(lanes: readonly Lane[], bases: Bases, ledger: Ledger): Promise<void> {
  const recording = await record(lanes, bases, asked.fast ? "fast" : "stepwise");
  const { cells } = recording;
  const left = cells.filter((cell) => !ledger.isDone(idOf(cell)));
  const done = cells.filter((cell) => ledger.isDone(idOf(cell)));
  const chosen =
    asked.cell === undefined
      ? ordered(left, done, new Random(seed)).slice(0, asked.all ? Infinity : Number(asked.cells))
      : asked.cell.map((id) => named(cells, id));
  console.log(`${chosen.length} of ${cells.length} cells, by seed ${seed}`);
  let next = 0;
  const here: Entry[] = [];
  const playSome = async (lane: Lane) => {
    for (let cell = chosen[next++]; cell && Date.now() < deadline; cell = chosen[next++]) {
      const entry = { cell: idOf(cell), ...(await play(lane, baseOf(bases, cell.act), cell, recording)) };
      await ledger.add(entry);
      here.push(entry);
      console.log(cellLine(here.length, chosen.length, entry));
    }
  };
  await Promise.all(lanes.map(playSome));
  console.log(summary(ledger.entries, cells));
  if (!asked.all && here.length < chosen.length) {
    console.log(`The time was over after ${here.length} of ${chosen.length} cells`);
    process.exitCode = 1;
  }
  if (here.length === 0 || here.some(({ verdict }) => verdict === "failed")) process.exitCode = 1;
}

function named(cells: readonly Cell[], id: string): Cell {
  const cell = cells.find((one) => idOf(one) === id);
  if (!cell) throw new Error(`--cell ${id}: there is no such cell; one is ${cells[0] && idOf(cells[0])}`);
  return cell;
}
