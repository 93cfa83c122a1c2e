import { type Cell, idOf } from "./cell.js";
import type { Entry } from "./ledger.js";

/** A played cell on one line, followed by its errors. */
export function cellLine(
  at: number,
  of: number,
  { cell, verdict, commands, succeeded, wrong, seconds }: Entry,
): string {
  const way = [succeeded ? "succeeded" : "run failed", ...commands].join(", then ");
  const line = `${at}/${of}  ${verdict.padEnd(9)}  ${cell}  (${way}; ${seconds.toFixed(1)} s)`;
  return [line, ...wrong.map((problem) => `    ${problem.replaceAll("\n", "\n    ")}`)].join("\n");
}

/** The cells played, their results, and their coverage of the matrix. */
export function summary(entries: readonly Entry[], cells: readonly Cell[]): string {
  const count = (verdict: Entry["verdict"]) => entries.filter((entry) => entry.verdict === verdict).length;
  const played = cells.filter((cell) => entries.some((entry) => entry.cell === idOf(cell)));
  const covered = (trait: (cell: Cell) => string) =>
    `${new Set(played.map(trait)).size} of ${new Set(cells.map(trait)).size}`;
  const failed = entries.filter(({ verdict }) => verdict === "failed").map(({ cell }) => `  failed: ${cell}`);
  return [
    `${entries.length} of ${cells.length} cells played: ${count("recovered")} recovered, ` +
      `${count("refused")} refused with a remedy that worked, ${count("failed")} failed`,
    `covered: ${covered(({ act }) => act)} acts, ${covered(({ act, call }) => `${act} ${call.operation}`)} calls of an act, ` +
      `${covered(({ call }) => call.operation)} operations, ${covered(({ fault }) => fault)} faults, ` +
      `${covered(({ kill }) => kill)} kills`,
    ...failed,
  ].join("\n");
}
