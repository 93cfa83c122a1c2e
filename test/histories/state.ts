import type { Data } from "@arkenos/provider/clouds";
import type { Noun } from "./program.js";

/** A resource as the engine's state holds it. */
export interface Kept {
  readonly name: string;
  readonly noun: Noun;
  readonly id: string;
  readonly inputs: Data;
  readonly outs: Data;
  /** Names of what it depends on. */
  readonly after: readonly string[];
  /** It was replaced and is to be deleted. */
  readonly doomed?: true;
  /** It was made, but not everything about it could be set: the next run updates it. */
  readonly unfinished?: true;
}

/** The id of an object with its parent's, and without. */
export function idsOf({ id }: Kept): string[] {
  return [id, id.slice(id.lastIndexOf("/") + 1)];
}

/** The state of a stack, saved after each step. */
export class State {
  #kept: Kept[] = [];
  /** What was begun and not ended, by resource: what a killed engine leaves. */
  readonly pending = new Map<string, "create" | "update" | "delete">();

  /** Everything in it, oldest first. */
  get all(): readonly Kept[] {
    return this.#kept;
  }

  /** The object that a resource stands for. */
  get(name: string): Kept | undefined {
    return this.#kept.find((kept) => kept.name === name && !kept.doomed);
  }

  /** Takes something in, in the place of what it was. */
  put(kept: Kept, before?: Kept): void {
    const at = before ? this.#kept.indexOf(before) : -1;
    if (at < 0) this.#kept.push(kept);
    else this.#kept[at] = kept;
  }

  /** Lets something go. */
  drop(kept: Kept): void {
    this.#kept = this.#kept.filter((other) => other !== kept);
  }

  /** Calls resources of one topology by the names of another, as aliases do, unless there is one of that name. */
  rename(from: string, to: string): void {
    const renamed = (name: string) => (name.startsWith(`${from}-`) ? `${to}${name.slice(from.length)}` : name);
    this.#kept = this.#kept.map((kept) =>
      this.get(renamed(kept.name)) ? kept : { ...kept, name: renamed(kept.name), after: kept.after.map(renamed) },
    );
  }

  /** Whether a killed run was creating something, so that the state may lack what exists. */
  get isHalfMade(): boolean {
    return [...this.pending.values()].includes("create");
  }

  /** Forgets what was begun and not ended: a refresh reads everything but what was being created. */
  forgetPending({ creates }: { readonly creates: boolean }): void {
    for (const [name, op] of this.pending) if (creates || op !== "create") this.pending.delete(name);
  }

  /** What a lost backend leaves. */
  lose(): void {
    this.#kept = [];
    this.pending.clear();
  }
}
