import type { Clouds, Snapshot } from "./clouds.js";

/** A call's effect on one object. */
export interface Change {
  /** `twilio.trunks`, `one.inboundTrunks`. */
  readonly shelf: string;
  readonly id: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** Objects with an owner. The stores' other contents belong to the clouds. */
const OWNABLE =
  /\.(numbers|trunks|originationUrls|credentialLists|credentials|trunkCredentialLists|inboundTrunks|outboundTrunks|dispatchRules)$/;

/** The differences between two snapshots. Stored objects are never changed in place, so comparing is cheap. */
export function changesBetween(clouds: Clouds, before: Snapshot, after: Snapshot): Change[] {
  return [...after].flatMap(([collection, now]) => {
    const shelf = clouds.nameOf(collection);
    if (!OWNABLE.test(shelf)) return [];
    const then = before.get(collection) ?? new Map<string, object>();
    const ids = new Set([...then.keys(), ...now.keys()]);
    return [...ids]
      .filter((id) => then.get(id) !== now.get(id))
      .map((id) => ({ shelf, id, before: then.get(id), after: now.get(id) }));
  });
}

/** An object's key in the ledger. */
export function keyOf({ shelf, id }: Pick<Change, "shelf" | "id">): string {
  return `${shelf}/${id}`;
}
