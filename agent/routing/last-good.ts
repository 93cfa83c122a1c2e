import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoutingTable } from "./routing.js";

/** Tells the processes of calls where the worker keeps its last good table. */
export const LAST_GOOD = "ARKENOS_LAST_GOOD_TABLE";

/** The last good table, where a process that starts after the file broke still finds it. */
export class LastGood {
  readonly #folder = mkdtempSync(join(tmpdir(), "arkenos-agent-"));
  readonly file = join(this.#folder, "table.json");

  /** Takes the table as it is, if it is good. */
  take(table: RoutingTable): void {
    if (table.read().problem === undefined) table.keep(this.file);
  }

  /** Leaves nothing behind. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
