import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Outcome } from "./play.js";

/** A line of the ledger: a cell's id and its result. */
export type Entry = Outcome & { readonly cell: string };

/** The results of played cells, in a file, so that a later run can continue. */
export class Ledger {
  readonly #byCell: Map<string, Entry>;
  readonly #file: string | undefined;

  private constructor(entries: readonly Entry[], file: string | undefined) {
    this.#byCell = new Map(entries.map((entry) => [entry.cell, entry]));
    this.#file = file;
  }

  /** Opens a ledger or creates an empty one; without a file it stays in memory. */
  static async open(file: string | undefined): Promise<Ledger> {
    if (file === undefined) return new Ledger([], file);
    await mkdir(dirname(file), { recursive: true });
    const text = await readFile(file, "utf8").catch(() => "");
    const lines = text.split("\n").filter((line) => line !== "");
    return new Ledger(
      lines.map((line) => JSON.parse(line) as Entry),
      file,
    );
  }

  /** The last result of each cell. */
  get entries(): Entry[] {
    return [...this.#byCell.values()];
  }

  /** Whether a cell was played and passed: a failed one is played again. */
  isDone(cell: string): boolean {
    const verdict = this.#byCell.get(cell)?.verdict;
    return verdict !== undefined && verdict !== "failed";
  }

  /** Records a cell. */
  async add(entry: Entry): Promise<void> {
    this.#byCell.set(entry.cell, entry);
    if (this.#file !== undefined) await appendFile(this.#file, `${JSON.stringify(entry)}\n`);
  }
}
