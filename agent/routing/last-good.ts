import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoutingTable } from "./routing.js";

/** Environment variable that passes the path of the last valid routing table to job processes. */
export const LAST_GOOD = "ARKENOS_LAST_GOOD_TABLE";

/** A copy of the last valid routing table, for processes that start after the file became invalid. */
export class LastGood {
  readonly #folder = mkdtempSync(join(tmpdir(), "arkenos-agent-"));
  readonly file = join(this.#folder, "table.json");

  /** Saves the current table if it is valid. */
  take(table: RoutingTable): void {
    if (table.read().problem === undefined) table.keep(this.file);
  }

  /** Deletes the copy. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
