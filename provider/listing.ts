import { NotFoundError } from "./errors.js";

/**
 * What one list of a cloud held when this run first asked, kept true by our own writes, so that any
 * number of lookups in a run costs one listing. A list may lag behind writes: those of this run it
 * shows from the first, and of others an object can be looked at by itself.
 */
export class Listing<Wire> {
  readonly #idOf: (wire: Wire) => string;
  readonly #fetch: () => Promise<Wire[]>;
  readonly #fetchOne: ((id: string) => Promise<Wire>) | undefined;
  /** What this run wrote, by id; undefined for what it deleted. */
  readonly #written = new Map<string, Wire | undefined>();
  #known: Promise<Map<string, Wire>> | undefined;

  /** @param fetchOne asks for one object, where lists may lag */
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

  /** The object with this id as it is now, whatever a list shows that lags: a call, where lists may lag at all. */
  async look(id: string): Promise<Wire | undefined> {
    if (this.#fetchOne === undefined) return this.find(id);
    const wire = await this.#fetchOne(id).catch((error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error;
    });
    await (wire === undefined ? this.drop(id) : this.put(wire));
    return wire ?? undefined;
  }

  /** The first object that passes a test. Asked once per number of a stack, so it copies nothing. */
  async first(test: (wire: Wire) => boolean): Promise<Wire | undefined> {
    for (const wire of (await this.#load()).values()) if (test(wire)) return wire;
    return undefined;
  }

  /** The ids that are known to be in the list; nothing is asked. */
  async known(): Promise<ReadonlySet<string>> {
    return new Set((await this.#known)?.keys());
  }

  /** Takes note of what a write of ours answered. */
  async put(wire: Wire): Promise<void> {
    this.#written.set(this.#idOf(wire), wire);
    (await this.#known)?.set(this.#idOf(wire), wire);
  }

  /** Takes note of a delete of ours. */
  async drop(id: string): Promise<void> {
    this.#written.set(id, undefined);
    (await this.#known)?.delete(id);
  }

  /** Asks the cloud again at the next lookup: a call of ours may have had an effect we did not hear of. */
  forget(): void {
    this.#known = undefined;
  }

  /** The parent was made a moment ago: nothing can be in the list, no need to ask. */
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

  /** The listing below this parent. */
  of(parent: string): Listing<Wire> {
    const known = this.#byParent.get(parent) ?? this.#make(parent);
    this.#byParent.set(parent, known);
    return known;
  }
}
