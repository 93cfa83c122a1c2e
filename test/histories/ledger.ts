import { type Change, keyOf } from "./change.js";

/** Who the console's user is in the ledger. */
export const STRANGER = "a stranger";

/**
 * The truth about whose every object is, by what happened and not by what it is called: whoever made it, and whoever
 * took it with good reason.
 */
export class Ledger {
  readonly #holders = new Map<string, Set<string>>();
  /** Who put a number on a trunk of LiveKit's, by trunk and number. */
  readonly #putters = new Map<string, string>();

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

  /** Somebody gives up what others hold as well. */
  leave(actor: string): void {
    for (const [key, holders] of this.#holders)
      if (holders.size > 1) this.#holders.set(key, new Set([...holders].filter((holder) => holder !== actor)));
  }

  /** Notes which numbers somebody put on a trunk of LiveKit's. */
  notePut({ before, after, ...change }: Change, actor: string): void {
    for (const number of numbersOf(after))
      if (!numbersOf(before).includes(number)) this.#putters.set(`${keyOf(change)} ${number}`, actor);
  }

  /** Whether a trunk of LiveKit's carries a number that another than this actor put there: then it stays. */
  carriesOthers(key: string, trunk: object | undefined, actor: string): boolean {
    return numbersOf(trunk).some((number) => (this.#putters.get(`${key} ${number}`) ?? actor) !== actor);
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

function numbersOf(trunk: object | undefined): readonly string[] {
  return (trunk as { readonly numbers?: readonly string[] } | undefined)?.numbers ?? [];
}
