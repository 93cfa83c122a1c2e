/** An object that stayed, and what it serves. */
interface KeptObject {
  readonly serves: Set<string>;
  readonly remove: () => Promise<void>;
}

/**
 * The objects that a run kept although their resources were deleted, because of what they serve. If the run deletes
 * that as well, nothing is left to serve, and they are deleted first.
 */
export class KeptObjects {
  readonly #kept: KeptObject[] = [];

  /** Keeps an object for as long as one of the objects that it serves exists. */
  keep(serves: readonly string[], remove: () => Promise<void>): void {
    if (serves.length > 0) this.#kept.push({ serves: new Set(serves), remove });
  }

  /** Deletes the objects that serve nothing else than the one that is about to be deleted. */
  async leaving(object: string): Promise<void> {
    for (const { serves, remove } of this.#kept) if (serves.delete(object) && serves.size === 0) await remove();
  }
}
