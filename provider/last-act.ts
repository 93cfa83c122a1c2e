import { type Journal, PASSING } from "./journal.js";
import { LONGEST_LAG_MS } from "./retry.js";
import type { CurrentRun, AnySpec } from "./spec.js";

/** How long after its beginning a creation may still come to show in a list, in milliseconds: the call itself takes time, too. */
const LONGEST_CREATION_MS = 2 * LONGEST_LAG_MS;

/** What a run left behind that ended before the state knew of it. */
export interface LeftBehind {
  /** The id of an object that it created. */
  readonly created?: string;
  /** For how long an object that it was creating may still be missing from lists, in milliseconds. */
  readonly hiddenForMs: number;
}

/**
 * What was last done with a resource's object, noted where a killed run leaves it: the state may not know of it, and
 * lists that lag show neither what that run made nor that something is gone.
 */
export class LastAct {
  readonly #journal: Journal;
  readonly #key: string | undefined;
  readonly #listsLag: boolean;

  /** @param name the resource's owner; the object's id for a kind that has none */
  constructor(
    run: Pick<CurrentRun, "account" | "journal">,
    { type, cloud }: Pick<AnySpec, "type" | "cloud">,
    name: unknown,
  ) {
    this.#journal = run.journal;
    this.#listsLag = cloud.listsLag === true;
    this.#key = typeof name === "string" ? `${PASSING}last act ${run.account(cloud)} ${type} ${name}` : undefined;
  }

  /** Notes that the object is about to be created. */
  async creating(): Promise<void> {
    if (this.#key !== undefined) await this.#journal.write(this.#key, { creatingSince: Date.now() });
  }

  /** Notes that the object was created. */
  async created(id: string): Promise<void> {
    if (this.#key !== undefined) await this.#journal.write(this.#key, { created: id });
  }

  /** Notes that an object is about to be deleted. */
  async deleting(id: string): Promise<void> {
    if (this.#key !== undefined) await this.#journal.write(this.#key, { deleting: id });
  }

  /** Forgets it: nothing came of it, or nothing will be asked of it. */
  async ended(): Promise<void> {
    if (this.#key !== undefined) await this.#journal.erase(this.#key);
  }

  /** What a run left behind that ended before the state knew of it. */
  async leftBehind(): Promise<LeftBehind> {
    const { creatingSince, created } = await this.#note();
    if (typeof created === "string") return { created, hiddenForMs: 0 };
    if (!this.#listsLag || typeof creatingSince !== "number") return { hiddenForMs: 0 };
    const left = creatingSince + LONGEST_CREATION_MS - Date.now();
    return { hiddenForMs: Math.min(Math.max(left, 0), LONGEST_CREATION_MS) };
  }

  /** Whether an object was being deleted, so that it may be gone although a list shows it. */
  async mayBeGone(id: string): Promise<boolean> {
    return this.#listsLag && (await this.#note()).deleting === id;
  }

  /** Whether a run of this machine created the object, or was creating one when it ended. */
  async mayHaveCreated(id: string): Promise<boolean> {
    const { creatingSince, created } = await this.#note();
    return creatingSince !== undefined || created === id;
  }

  async #note(): Promise<Readonly<Record<string, unknown>>> {
    return (this.#key === undefined ? undefined : await this.#journal.read(this.#key)) ?? {};
  }
}
