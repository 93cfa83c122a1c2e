import { renameSync, statSync, writeFileSync } from "node:fs";
import { type Routes, routesOf } from "./routes.js";
import { loadRouting, RoutingError, type RoutingSource } from "./routing-source.js";

/** The table as it is for the next call. */
export interface Reading {
  /** Who answers. */
  readonly routes: Routes;
  /** When this table was read. */
  readonly loadedAt: Date;
  /** Why the newest table is not used; the last good one is. */
  readonly problem?: string;
  /** Whether this reading differs from the one before. */
  readonly changed: boolean;
}

/**
 * The routing table of a worker, read again when its file has changed. A broken file changes
 * nothing: the last good table stays.
 *
 * @example
 * const table = new RoutingTable(routingSource());
 * const { routes, problem } = table.read();
 */
export class RoutingTable {
  readonly #source: RoutingSource;
  readonly #lastGood: string | undefined;
  #seen = "";
  #good: { routes: Routes; loadedAt: Date } | undefined;
  #problem: string | undefined;

  /** @param lastGood a file that holds the last good table for processes that are too young to have seen it */
  constructor(source: RoutingSource, lastGood?: string) {
    this.#source = source;
    this.#lastGood = lastGood;
  }

  /**
   * The table now.
   *
   * @throws RoutingError when there has never been a good one
   */
  read(): Reading {
    const stamp = stampOf(this.#source);
    const changed = stamp !== this.#seen;
    if (changed) this.#load();
    this.#seen = stamp;
    if (this.#good === undefined) throw new RoutingError(this.#problem ?? "There is no routing table");
    return { ...this.#good, changed, ...(this.#problem !== undefined && { problem: this.#problem }) };
  }

  /** Writes the table down as the last good one. */
  keep(file: string): void {
    const { contract } = this.read().routes;
    // A call may be reading it: the name changes hands at once.
    writeFileSync(`${file}.new`, JSON.stringify(contract), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  #load(): void {
    try {
      this.#good = { routes: routesOf(loadRouting(this.#source)), loadedAt: new Date() };
      this.#problem = undefined;
    } catch (error) {
      if (!(error instanceof RoutingError)) throw error;
      this.#problem = error.message;
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

/** What changes when a file does, also when another one was put in its place. */
function stampOf(source: RoutingSource): string {
  if ("text" in source) return "text";
  const stat = statSync(source.file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? "gone" : `${stat.mtimeNs}:${stat.size}:${stat.ino}`;
}
