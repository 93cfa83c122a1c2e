import type { TwilioStore } from "@arkenos/emulator";
import { type Change, keyOf } from "./change.js";

/** A number of a Twilio account. */
export type OwnedNumber = ReturnType<TwilioStore["numbers"]["all"]>[number];

/** The console user's name in the ledger. */
export const STRANGER = "a stranger";

/**
 * The true owner of every object, from events and not from names: who created it, and who adopted it for a good reason.
 */
export class Ledger {
  readonly #holders = new Map<string, Set<string>>();
  /** Who put each number on each trunk, by trunk and number. */
  readonly #putters = new Map<string, string>();

  /** The TwiML applications that stacks have displaced and not restored, by number: the application and the stack. */
  readonly displaced = new Map<string, { readonly sid: string; readonly actor: string }>();

  /** The owners of an object. */
  holders(key: string): ReadonlySet<string> {
    return this.#holders.get(key) ?? new Set();
  }

  /** Whether an actor owns an object. */
  has(key: string, actor: string): boolean {
    return this.holders(key).has(actor);
  }

  /** Adds an owner to an object. */
  add(key: string, actor: string): void {
    this.#holders.set(key, new Set([...this.holders(key), actor]));
  }

  /** Removes an owner from an object with several. */
  leave(actor: string): void {
    for (const [key, holders] of this.#holders)
      if (holders.size > 1) this.#holders.set(key, new Set([...holders].filter((holder) => holder !== actor)));
  }

  /** Records that an actor put numbers on a trunk. */
  notePut(trunk: string, numbers: readonly string[], actor: string): void {
    for (const number of numbers) this.#putters.set(`${trunk} ${number}`, actor);
  }

  /** Whether another actor put one of the numbers on a trunk. */
  carriesOthers(trunk: string, numbers: readonly string[], actor: string): boolean {
    return numbers.some((number) => (this.#putters.get(`${trunk} ${number}`) ?? actor) !== actor);
  }

  /** Records a manual change: new objects belong to a stranger. */
  noteByHand(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.before === undefined) this.add(keyOf(change), STRANGER);
      if (change.after === undefined) this.#holders.delete(keyOf(change));
      const { phoneNumber, voiceApplicationSid } = (change.after ?? {}) as Partial<OwnedNumber>;
      if (phoneNumber !== undefined && voiceApplicationSid) this.displaced.delete(phoneNumber);
    }
  }

  /** The objects that only this actor owns. */
  of(actor: string): string[] {
    return [...this.#holders].filter(([, holders]) => holders.has(actor) && holders.size === 1).map(([key]) => key);
  }

  /**
   * Whether a stack has taken an object that another stack also holds. Two stacks of one name that want the same number
   * show the same evidence, and the clouds cannot tell them apart, so the result for their calls is not checked.
   */
  isShared(actor: string): boolean {
    const isStack = (holder: string) => holder !== STRANGER;
    return [...this.#holders.values()].some((holders) => holders.has(actor) && [...holders].filter(isStack).length > 1);
  }

  /** A stack's state, which knew the applications, is lost. */
  forgetDisplaced(actor: string): void {
    for (const [number, by] of this.displaced) if (by.actor === actor) this.displaced.delete(number);
  }

  /** Removes a deleted object. */
  drop(key: string): void {
    this.#holders.delete(key);
  }
}
