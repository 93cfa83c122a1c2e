import { isUnknown } from "../engine/marker.js";
import type { Noun } from "../observe/observed.js";
import type { TelephonyStep } from "../telephony-step.js";

/** The kind of object that a prop names by its id, or by a list of ids. */
const LINKS: Readonly<Record<string, Noun>> = {
  trunkSid: "ElasticTrunk",
  callsThrough: "ElasticTrunk",
  trunkIds: "InboundTrunk",
  credentialListSid: "CredentialList",
  ipAccessControlListSid: "IpAccessControlList",
};

/**
 * The props of a step with the ids of objects that the run will take: a preview does not know the id of anything that
 * is still to be created, and what exists already has one.
 *
 * @param found the ids of objects that the run will take, by URN
 */
export function withFoundLinks(
  { parent, props }: TelephonyStep,
  steps: readonly TelephonyStep[],
  found: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const taken = (noun: Noun) =>
    steps.flatMap((step) => (step.noun === noun && step.parent === parent ? (found.get(step.urn) ?? []) : []));
  const resolved = Object.entries(LINKS).flatMap(([name, noun]) => {
    const value = props[name];
    const ids = Array.isArray(value) ? (value as unknown[]) : [value];
    const known = ids.some(isUnknown) ? taken(noun) : [];
    if (known.length === 0) return [];
    return [[name, Array.isArray(value) ? ids.flatMap((id) => (isUnknown(id) ? known : [id])) : known[0]]];
  });
  return { ...props, ...Object.fromEntries(resolved) };
}
