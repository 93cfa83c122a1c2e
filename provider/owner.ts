import { createHash } from "node:crypto";
import { z } from "zod";

/**
 * Whose object this is: `project/stack/resource`. The resource fills it in; it is stamped on what
 * the cloud lets us stamp, so that an interrupted run finds its own and nobody takes another's.
 */
export const ownerProp = z
  .string({ error: 'must be "project/stack/resource"' })
  .min(1, 'is empty; write "project/stack/resource", or leave it out')
  .optional();

/** Whether two owners are resources of one stack; a resource without owner is of none. */
export function isSameStack(one: unknown, other: unknown): boolean {
  const stackOf = (owner: unknown) => (typeof owner === "string" ? owner.split("/").slice(0, -1).join("/") : "");
  return stackOf(one) !== "" && stackOf(one) === stackOf(other);
}

/**
 * Whether two owners are resources of one topology, `acme/dev/telephony-trunk` and `acme/dev/telephony-outbound`: a
 * stack may have several. A resource that is not called after its topology is of none.
 */
export function isSameTopology(one: unknown, other: unknown): boolean {
  const topologyOf = (owner: unknown) => /\/([^/]+)-[^/-]+$/.exec(String(owner))?.[1];
  return isSameStack(one, other) && topologyOf(one) !== undefined && topologyOf(one) === topologyOf(other);
}

/** A short name for an owner: the same for ever, another one for another owner. */
export function ownerHash(owner: string): string {
  return createHash("sha256").update(owner).digest("hex").slice(0, 10);
}
