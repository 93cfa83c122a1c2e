/**
 * A cloud's objects of one kind, by id, in order of creation.
 * They are copied and frozen, so a record that a test keeps never changes.
 *
 * @example
 * const trunks = new Collection<Trunk>("sid");
 * trunks.insert({ sid: "TK…", friendlyName: "Arkenos Inbound" });
 */
export class Collection<Item extends object> {
  readonly #idField: keyof Item & string;
  #items = new Map<string, Item>();

  constructor(idField: keyof Item & string) {
    this.#idField = idField;
  }

  /** The number of objects. */
  get size(): number {
    return this.#items.size;
  }

  /** Adds an object, or replaces the one with its id, and returns it as stored. */
  insert(item: Item): Item {
    const stored = frozen(structuredClone(item));
    this.#items.set(String(item[this.#idField]), stored);
    return stored;
  }

  /** The object with this id. */
  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** Changes some fields of an object. @throws if there is none with this id. */
  patch(id: string, fields: Partial<Item>): Item {
    const item = this.#items.get(id);
    if (!item) throw new Error(`nothing with ${this.#idField} ${id}`);
    return this.insert({ ...item, ...fields });
  }

  /** Deletes an object; false if there was none. */
  delete(id: string): boolean {
    return this.#items.delete(id);
  }

  /** All objects, or those that a predicate accepts, oldest first. */
  all(accept: (item: Item) => boolean = () => true): Item[] {
    return [...this.#items.values()].filter(accept);
  }

  /** Its current contents, by id. Stored objects are never changed in place, so this costs only one map. */
  snapshot(): ReadonlyMap<string, Item> {
    return new Map(this.#items);
  }

  /** Restores a snapshot. */
  restore(snapshot: ReadonlyMap<string, Item>): void {
    this.#items = new Map(snapshot);
  }

  /** Deletes everything. */
  clear(): void {
    this.#items.clear();
  }
}

/** Freezes plain data at every depth. Bytes cannot be frozen. */
function frozen<Value>(value: Value): Value {
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
