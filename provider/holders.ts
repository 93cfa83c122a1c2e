/** Stands for the owner of a resource that has none; it equals no other. */
const NO_OWNER = Symbol("no owner");

/**
 * Which resource of this run has which object, as `twilio:ElasticTrunk TK…`. Pulumi tells a dynamic provider
 * no resource's name, so a holder is known by its `owner` prop.
 */
export class Holders {
  readonly #holders = new Map<string, unknown>();
  readonly #taken = new Set<string>();
  readonly #read = new Set<string>();
  readonly #wanted = new Set<string>();

  /** Notes that a refresh reads the object. */
  noteRead(object: string): void {
    this.#read.add(object);
  }

  /** Notes that the program has a resource of this type. */
  want(type: string, owner: unknown): void {
    this.#wanted.add(`${type} ${String(owner)}`);
  }

  /**
   * Notes that the state of a resource names the object; the first to say so keeps it. A refresh says so, too, of
   * resources that have left the program and are about to be deleted: those keep nothing from others.
   */
  hold(object: string, owner: unknown): void {
    const [type = ""] = object.split(" ");
    if (this.#read.has(object) && !this.#wanted.has(`${type} ${String(owner)}`)) return;
    if (!this.#holders.has(object)) this.#holders.set(object, owner);
  }

  /** Notes that a resource, under the names it has and had, is to be replaced: it gives up what it holds. */
  giveUp(object: string, owners: readonly unknown[]): void {
    if (owners.includes(this.#holders.get(object)) && !this.#taken.has(object)) this.#holders.delete(object);
  }

  /** The owner of the resource that has the object; undefined if none has it, or one without owner. */
  ownerOf(object: string): string | undefined {
    const holder = this.#holders.get(object);
    return typeof holder === "string" ? holder : undefined;
  }

  /** The owner of another resource that has the object; undefined if none has it. */
  otherHolder(object: string, owner: unknown): unknown {
    const holder = this.#holders.get(object);
    return holder === owner ? undefined : holder;
  }

  /** Gives the object to a resource that is being created; false if another resource has it. */
  take(object: string, owner: unknown): boolean {
    const isOthers = this.#holders.has(object) && this.#holders.get(object) !== owner;
    if (isOthers || this.#taken.has(object)) return false;
    this.#taken.add(object);
    this.#holders.set(object, owner ?? NO_OWNER);
    return true;
  }

  /** Whether any resource of this run has the object: then what hangs on it is this stack's, too. */
  has(object: string): boolean {
    return this.#holders.has(object);
  }

  /** Whether the object must outlive the owner's resource: this run gave it to a resource, or another one has it. */
  outlives(object: string, owner: unknown): boolean {
    return this.#taken.has(object) || (this.#holders.has(object) && this.#holders.get(object) !== owner);
  }
}
