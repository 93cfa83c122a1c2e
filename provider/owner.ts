import { createHash } from "node:crypto";
import { z } from "zod";
import { empty } from "./issues.js";

/**
 * The resource that owns an object: `project/stack/resource`. The resource fills it in and writes it to objects that
 * can hold it, so that an interrupted run finds its own objects and never takes those of others.
 */
export const ownerProp = z
  .string({ error: 'must be "project/stack/resource"' })
  .min(1, empty('write "project/stack/resource", or leave it out'))
  .optional();

/** Whether two owners are resources of one stack. A resource without an owner belongs to no stack. */
export function isSameStack(one: unknown, other: unknown): boolean {
  const stackOf = (owner: unknown) => (typeof owner === "string" ? owner.split("/").slice(0, -1).join("/") : "");
  return stackOf(one) !== "" && stackOf(one) === stackOf(other);
}

/**
 * The topology that an owner is a resource of: `telephony` of `acme/dev/telephony-trunk`. A resource whose name does
 * not begin with a topology's name belongs to none.
 */
export function topologyOf(owner: unknown): string | undefined {
  return /\/([^/]+)-[^/-]+$/.exec(String(owner))?.[1];
}

/**
 * Whether two owners are resources of one topology, such as `acme/dev/telephony-trunk` and
 * `acme/dev/telephony-outbound`. A stack may have several topologies.
 */
export function isSameTopology(one: unknown, other: unknown): boolean {
  return isSameStack(one, other) && topologyOf(one) !== undefined && topologyOf(one) === topologyOf(other);
}

/** A short, stable name for an owner. Different owners get different names. */
export function ownerHash(owner: string): string {
  return createHash("sha256").update(owner).digest("hex").slice(0, 10);
}
