import type { Data } from "@arkenos/provider/clouds";
import type { Noun } from "./program.js";

/** A resource in the engine's state. */
export interface Kept {
  readonly name: string;
  readonly noun: Noun;
  readonly id: string;
  readonly inputs: Data;
  readonly outs: Data;
  /** Names of its dependencies. */
  readonly after: readonly string[];
  /** It was replaced and is to be deleted. */
  readonly doomed?: true;
  /** It was created, but not completely: the next run updates it. */
  readonly unfinished?: true;
}

/** An object's id, with and without its parent's. */
export function idsOf({ id }: Kept): string[] {
  return [id, id.slice(id.lastIndexOf("/") + 1)];
}

/** An operation that a killed engine leaves in the state. */
export interface Pending {
  readonly op: "create" | "update" | "delete";
  /** The resource with the inputs of the killed run. */
  readonly wanted: Omit<Kept, "id" | "outs">;
}

/** A stack's state, saved after each step. */
export class State {
  #kept: Kept[] = [];
  /** Pending operations, by resource: what a killed engine leaves. */
  readonly pending = new Map<string, Pending>();

  /** All resources, oldest first. */
  get all(): readonly Kept[] {
    return this.#kept;
  }

  /** A resource's object. */
  get(name: string): Kept | undefined {
    return this.#kept.find((kept) => kept.name === name && !kept.doomed);
  }

  /** Adds a resource or replaces its entry. */
  put(kept: Kept, before?: Kept): void {
    const at = before ? this.#kept.indexOf(before) : -1;
    if (at < 0) this.#kept.push(kept);
    else this.#kept[at] = kept;
  }

  /** Removes a resource. */
  drop(kept: Kept): void {
    this.#kept = this.#kept.filter((other) => other !== kept);
  }

  /** Replaces all resources. */
  replace(kept: readonly Kept[]): void {
    this.#kept = [...kept];
  }

  /** Renames one topology's resources to another's names, as aliases do, unless the name is in use. */
  rename(from: string, to: string): void {
    const renamed = (name: string) => (name.startsWith(`${from}-`) ? `${to}${name.slice(from.length)}` : name);
    this.#kept = this.#kept.map((kept) =>
      this.get(renamed(kept.name)) ? kept : { ...kept, name: renamed(kept.name), after: kept.after.map(renamed) },
    );
  }

  /** Whether a killed run was creating something, so that the state may lack an existing object. */
  get isHalfMade(): boolean {
    return [...this.pending.values()].some(({ op }) => op === "create");
  }

  /** Clears the pending operations: a refresh reads everything except pending creates. */
  forgetPending({ creates }: { readonly creates: boolean }): void {
    for (const [name, { op }] of this.pending) if (creates || op !== "create") this.pending.delete(name);
  }

  /** The state after a lost backend. */
  lose(): void {
    this.#kept = [];
    this.pending.clear();
  }
}
