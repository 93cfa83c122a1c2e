import { type Journal, PASSING } from "./journal.js";
import { MAX_LIST_LAG_MS } from "./retry.js";
import type { CurrentRun, AnySpec } from "./spec.js";

/**
 * How long after its start a creation may still be missing from lists, in milliseconds. It includes the duration of the
 * call.
 */
const LONGEST_CREATION_MS = 2 * MAX_LIST_LAG_MS;

/** What a run left behind if it ended before the state recorded it. */
export interface LeftBehind {
  /** The id of an object that it created. */
  readonly created?: string;
  /** How long an object that it was creating may still be missing from lists, in milliseconds. */
  readonly hiddenForMs: number;
}

/**
 * The last operation on a resource's object, noted so that it survives a killed run. The state may not know about it,
 * and lagging lists show neither a new object nor the absence of a deleted one.
 */
export class LastAct {
  readonly #journal: Journal;
  readonly #key: string | undefined;
  readonly #listsLag: boolean;

  /** @param name the resource's owner, or the object's id for a kind without owners */
  constructor(
    run: Pick<CurrentRun, "account" | "journal">,
    { type, cloud }: Pick<AnySpec, "type" | "cloud">,
    name: unknown,
  ) {
    this.#journal = run.journal;
    this.#listsLag = cloud.listsLag === true;
    this.#key = typeof name === "string" ? `${PASSING}last act ${run.account(cloud)} ${type} ${name}` : undefined;
  }

  /** Notes that an object is about to be created. */
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

  /** Removes the note: the operation had no effect, or nothing will need it. */
  async ended(): Promise<void> {
    if (this.#key !== undefined) await this.#journal.erase(this.#key);
  }

  /** What an earlier run left behind before the state recorded it. */
  async leftBehind(): Promise<LeftBehind> {
    const { creatingSince, created } = await this.#note();
    if (typeof created === "string") return { created, hiddenForMs: 0 };
    if (!this.#listsLag || typeof creatingSince !== "number") return { hiddenForMs: 0 };
    const left = creatingSince + LONGEST_CREATION_MS - Date.now();
    return { hiddenForMs: Math.min(Math.max(left, 0), LONGEST_CREATION_MS) };
  }

  /** Whether an object was being deleted, so that it may be gone although a list still shows it. */
  async mayBeGone(id: string): Promise<boolean> {
    return this.#listsLag && (await this.#note()).deleting === id;
  }

  /** Tells by its id whether a run on this machine created an object, or was creating one when it ended. */
  async mayHaveCreated(): Promise<(id: string) => boolean> {
    const { creatingSince, created } = await this.#note();
    return (id) => creatingSince !== undefined || created === id;
  }

  async #note(): Promise<Readonly<Record<string, unknown>>> {
    return (this.#key === undefined ? undefined : await this.#journal.read(this.#key)) ?? {};
  }
}
