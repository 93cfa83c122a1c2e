/** An object that was kept, and the objects that it serves. */
interface KeptObject {
  readonly serves: Set<string>;
  readonly remove: () => Promise<void>;
}

/**
 * The objects that a run kept, although their resources were deleted, because of the objects that they serve. If the
 * run deletes those too, nothing is left to serve, so the kept objects are deleted first.
 */
export class KeptObjects {
  readonly #kept: KeptObject[] = [];

  /** Keeps an object for as long as one of the objects that it serves exists. */
  keep(serves: readonly string[], remove: () => Promise<void>): void {
    if (serves.length > 0) this.#kept.push({ serves: new Set(serves), remove });
  }

  /** Deletes the kept objects that serve nothing but the object that is about to be deleted. */
  async leaving(object: string): Promise<void> {
    for (const { serves, remove } of this.#kept) if (serves.delete(object) && serves.size === 0) await remove();
  }
}
