import { NotFoundError } from "./errors.js";

/**
 * The contents of one of a cloud's lists: fetched once per run and then updated with our own writes, so that any number
 * of lookups costs one call. A cloud's list may lag behind writes. This one always shows the writes of this run; an
 * object that others may have changed can be fetched by its id.
 */
export class Listing<Wire> {
  readonly #idOf: (wire: Wire) => string;
  readonly #fetch: () => Promise<Wire[]>;
  readonly #fetchOne: ((id: string) => Promise<Wire>) | undefined;
  /** What this run wrote, by id; undefined for what it deleted. */
  readonly #written = new Map<string, Wire | undefined>();
  #known: Promise<Map<string, Wire>> | undefined;

  /** @param fetchOne fetches one object by its id; given where lists may lag */
  constructor(idOf: (wire: Wire) => string, fetch: () => Promise<Wire[]>, fetchOne?: (id: string) => Promise<Wire>) {
    this.#idOf = idOf;
    this.#fetch = fetch;
    this.#fetchOne = fetchOne;
  }

  /** Everything in the list. */
  async all(): Promise<Wire[]> {
    return [...(await this.#load()).values()];
  }

  /** The object with this id. */
  async find(id: string): Promise<Wire | undefined> {
    return (await this.#load()).get(id);
  }

  /** The object with this id, fetched from the cloud where lists may lag. */
  async look(id: string): Promise<Wire | undefined> {
    if (this.#fetchOne === undefined) return this.find(id);
    const wire = await this.#fetchOne(id).catch((error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error;
    });
    await (wire === undefined ? this.drop(id) : this.put(wire));
    return wire ?? undefined;
  }

  /** Those of these objects that the cloud still has. A lagging list may show deleted ones. */
  async stillThere(wires: readonly Wire[]): Promise<Wire[]> {
    const now = await Promise.all(wires.map((wire) => this.look(this.#idOf(wire))));
    return now.filter((wire) => wire !== undefined);
  }

  /** The first object that passes a test. Called once per number of a stack, so it copies nothing. */
  async first(test: (wire: Wire) => boolean): Promise<Wire | undefined> {
    for (const wire of (await this.#load()).values()) if (test(wire)) return wire;
    return undefined;
  }

  /** The ids in the list so far as they are known. Makes no calls. */
  async known(): Promise<ReadonlySet<string>> {
    return new Set((await this.#known)?.keys());
  }

  /** Records the result of one of our writes. */
  async put(wire: Wire): Promise<void> {
    this.#written.set(this.#idOf(wire), wire);
    (await this.#known)?.set(this.#idOf(wire), wire);
  }

  /** Records one of our deletes. */
  async drop(id: string): Promise<void> {
    this.#written.set(id, undefined);
    (await this.#known)?.delete(id);
  }

  /** Fetches the list again at the next lookup, because a call of ours may have had an effect that we did not see. */
  forget(): void {
    this.#known = undefined;
  }

  /** Starts with an empty list, because its parent was created a moment ago. */
  startEmpty(): void {
    this.#known = Promise.resolve(new Map());
  }

  #load(): Promise<Map<string, Wire>> {
    this.#known ??= this.#fetch()
      .catch((error: unknown) => {
        if (error instanceof NotFoundError) return [];
        this.#known = undefined;
        throw error;
      })
      .then((wires) => this.#withOurs(new Map(wires.map((wire) => [this.#idOf(wire), wire]))));
    return this.#known;
  }

  #withOurs(listed: Map<string, Wire>): Map<string, Wire> {
    for (const [id, wire] of this.#written) {
      if (wire === undefined) listed.delete(id);
      else listed.set(id, wire);
    }
    return listed;
  }
}

/** One listing per parent: the origination URLs of each trunk, the credentials of each list. */
export class Listings<Wire> {
  readonly #make: (parent: string) => Listing<Wire>;
  readonly #byParent = new Map<string, Listing<Wire>>();

  constructor(
    idOf: (wire: Wire) => string,
    fetch: (parent: string) => Promise<Wire[]>,
    fetchOne?: (id: string) => Promise<Wire>,
  ) {
    this.#make = (parent) => new Listing(idOf, () => fetch(parent), fetchOne);
  }

  /** The listing under this parent. */
  of(parent: string): Listing<Wire> {
    const known = this.#byParent.get(parent) ?? this.#make(parent);
    this.#byParent.set(parent, known);
    return known;
  }
}
