import { renameSync, statSync, writeFileSync } from "node:fs";
import { type Routes, routesOf } from "./routes.js";
import { loadRouting, RoutingError, type RoutingSource } from "./routing-source.js";

/** The current routing table. */
export interface Reading {
  /** The routes for {@link resolve}. */
  readonly routes: Routes;
  /** When the table was loaded. */
  readonly loadedAt: Date;
  /** Why the newest table is invalid and the last valid one is used. */
  readonly problem?: RoutingError;
  /** Whether the source changed since the last read. */
  readonly changed: boolean;
}

/**
 * The routing table of a worker. Reloads the file after each change, and keeps the last valid table if the file is
 * invalid.
 *
 * @example
 * ```ts
 * const table = new RoutingTable(routingSource());
 * const { routes, problem } = table.read();
 * ```
 */
export class RoutingTable {
  readonly #source: RoutingSource;
  readonly #lastGood: string | undefined;
  #seen = "";
  #good: { routes: Routes; loadedAt: Date } | undefined;
  #problem: RoutingError | undefined;

  /** @param lastGood file with the last valid table, for processes that started later */
  constructor(source: RoutingSource, lastGood?: string) {
    this.#source = source;
    this.#lastGood = lastGood;
  }

  /**
   * The current table.
   *
   * @throws RoutingError if there has never been a valid one
   */
  read(): Reading {
    const stamp = stampOf(this.#source);
    const changed = stamp !== this.#seen;
    if (changed) this.#load();
    this.#seen = stamp;
    if (this.#good === undefined) throw this.#problem;
    return { ...this.#good, changed, ...(this.#problem !== undefined && { problem: this.#problem }) };
  }

  /** Writes the table to a file. */
  keep(file: string): void {
    const { contract } = this.read().routes;
    // Rename, because a job process may be reading the file.
    writeFileSync(`${file}.new`, JSON.stringify(contract), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  #load(): void {
    try {
      this.#good = { routes: routesOf(loadRouting(this.#source)), loadedAt: new Date() };
      this.#problem = undefined;
    } catch (error) {
      if (!(error instanceof RoutingError)) throw error;
      this.#problem = error;
      this.#good ??= this.#recall();
    }
  }

  #recall(): { routes: Routes; loadedAt: Date } | undefined {
    if (this.#lastGood === undefined) return undefined;
    try {
      return { routes: routesOf(loadRouting({ file: this.#lastGood })), loadedAt: statSync(this.#lastGood).mtime };
    } catch {
      return undefined;
    }
  }
}

/** A value that changes when the file is changed or replaced. */
function stampOf(source: RoutingSource): string {
  if ("text" in source) return "text";
  const stat = statSync(source.file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? "gone" : `${stat.mtimeNs}:${stat.size}:${stat.ino}`;
}
