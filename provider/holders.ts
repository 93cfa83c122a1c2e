/** The owner of a resource that has none. It differs from every other owner. */
const NO_OWNER = Symbol("no owner");

/**
 * Records which resource of this run holds which object, as `twilio:ElasticTrunk TK…`. Pulumi does not pass a
 * resource's name to a dynamic provider, so a holder is identified by its `owner` prop.
 */
export class Holders {
  readonly #holders = new Map<string, unknown>();
  readonly #taken = new Set<string>();
  readonly #read = new Set<string>();
  readonly #wanted = new Set<string>();

  /** Records that a refresh reads the object. */
  noteRead(object: string): void {
    this.#read.add(object);
  }

  /** Records that the program has a resource of this type. */
  want(type: string, owner: unknown): void {
    this.#wanted.add(`${type} ${String(owner)}`);
  }

  /**
   * Records that a resource's state names the object. The first resource to do so holds it. During a refresh, this also
   * happens for resources that have left the program and are about to be deleted; those do not hold it.
   */
  hold(object: string, owner: unknown): void {
    const [type = ""] = object.split(" ");
    if (this.#read.has(object) && !this.#wanted.has(`${type} ${String(owner)}`)) return;
    if (!this.#holders.has(object)) this.#holders.set(object, owner);
  }

  /**
   * Records that a resource, under its current and previous names, is to be replaced and no longer holds the object.
   */
  giveUp(object: string, owners: readonly unknown[]): void {
    if (owners.includes(this.#holders.get(object)) && !this.#taken.has(object)) this.#holders.delete(object);
  }

  /** The owner of the resource that holds the object; undefined if none holds it, or if its holder has no owner. */
  ownerOf(object: string): string | undefined {
    const holder = this.#holders.get(object);
    return typeof holder === "string" ? holder : undefined;
  }

  /** The owner of another resource that holds the object; undefined if there is none. */
  otherHolder(object: string, owner: unknown): unknown {
    const holder = this.#holders.get(object);
    return holder === owner ? undefined : holder;
  }

  /** Gives the object to a resource that is being created. Returns false if another resource holds it. */
  take(object: string, owner: unknown): boolean {
    const isOthers = this.#holders.has(object) && this.#holders.get(object) !== owner;
    if (isOthers || this.#taken.has(object)) return false;
    this.#taken.add(object);
    this.#holders.set(object, owner ?? NO_OWNER);
    return true;
  }

  /** Whether a resource of this run holds the object. What depends on it then belongs to this stack, too. */
  has(object: string): boolean {
    return this.#holders.has(object);
  }

  /**
   * Whether the object must stay when the owner's resource is deleted: this run gave it to a resource, or another
   * resource holds it.
   */
  outlives(object: string, owner: unknown): boolean {
    return this.#taken.has(object) || (this.#holders.has(object) && this.#holders.get(object) !== owner);
  }
}
