import { type Journal, PASSING } from "./journal.js";
import { LONGEST_LAG_MS } from "./retry.js";
import type { Session } from "./session.js";
import type { AnySpec } from "./spec.js";

/** How long after its beginning a creation may still come to show in a list, in milliseconds: the call itself takes time, too. */
const LONGEST_CREATION_MS = 2 * LONGEST_LAG_MS;

/**
 * What was last begun with a resource's object, noted where a killed run leaves it. Lists that lag show neither what
 * that run made nor that something is gone. Of clouds whose lists do not lag, nothing is noted.
 */
export class LastAct {
  readonly #journal: Journal;
  readonly #key: string | undefined;

  /** @param name the resource's owner; the object's id for a kind that has none */
  constructor(session: Session, { type, cloud }: AnySpec, name: unknown) {
    this.#journal = session.journal;
    const isNoted = cloud.listsLag && typeof name === "string";
    this.#key = isNoted ? `${PASSING}last act ${session.account(cloud)} ${type} ${name}` : undefined;
  }

  /** Notes that the object is about to be created. */
  async creating(): Promise<void> {
    if (this.#key !== undefined) await this.#journal.write(this.#key, { creatingSince: Date.now() });
  }

  /** Notes that an object is about to be deleted. */
  async deleting(id: string): Promise<void> {
    if (this.#key !== undefined) await this.#journal.write(this.#key, { deleting: id });
  }

  /** Forgets it: how it ended is known. */
  async ended(): Promise<void> {
    if (this.#key !== undefined) await this.#journal.erase(this.#key);
  }

  /** For how long an object that a killed run was creating may still be missing from lists, in milliseconds. */
  async hiddenForMs(): Promise<number> {
    const { creatingSince } = await this.#note();
    if (typeof creatingSince !== "number") return 0;
    const left = creatingSince + LONGEST_CREATION_MS - Date.now();
    return Math.min(Math.max(left, 0), LONGEST_CREATION_MS);
  }

  /** Whether an object was being deleted, so that it may be gone although a list shows it. */
  async mayBeGone(id: string): Promise<boolean> {
    return (await this.#note()).deleting === id;
  }

  async #note(): Promise<Readonly<Record<string, unknown>>> {
    return (this.#key === undefined ? undefined : await this.#journal.read(this.#key)) ?? {};
  }
}
