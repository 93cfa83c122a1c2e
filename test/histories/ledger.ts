import { type Change, keyOf } from "./change.js";

/** Who the console's user is in the ledger. */
export const STRANGER = "a stranger";

/**
 * The truth about whose every object is, by what happened and not by what it is called: whoever made it, and whoever
 * took it with good reason.
 */
export class Ledger {
  readonly #holders = new Map<string, Set<string>>();

  /** Who holds an object. */
  holders(key: string): ReadonlySet<string> {
    return this.#holders.get(key) ?? new Set();
  }

  /** Whether somebody holds an object. */
  has(key: string, actor: string): boolean {
    return this.holders(key).has(actor);
  }

  /** Somebody holds an object from now on, whoever else does. */
  add(key: string, actor: string): void {
    this.#holders.set(key, new Set([...this.holders(key), actor]));
  }

  /** Takes note of what a person did by hand: what is new is a stranger's. */
  noteByHand(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.before === undefined) this.add(keyOf(change), STRANGER);
      if (change.after === undefined) this.#holders.delete(keyOf(change));
    }
  }

  /** What an actor alone holds. */
  of(actor: string): string[] {
    return [...this.#holders].filter(([, holders]) => holders.has(actor) && holders.size === 1).map(([key]) => key);
  }

  /** The object is gone. */
  drop(key: string): void {
    this.#holders.delete(key);
  }
}
