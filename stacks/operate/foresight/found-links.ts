import { isUnknown } from "@arkenos/provider/values/markers";
import type { Noun } from "../observe/observed.js";
import type { TelephonyStep } from "../telephony-step.js";
import { creates } from "./obstacle.js";

/** The kinds of objects that a prop refers to by id, or by a list of ids. */
const LINKS: Readonly<Record<string, Noun>> = {
  trunkSid: "ElasticTrunk",
  callsThrough: "ElasticTrunk",
  trunkIds: "InboundTrunk",
  credentialListSid: "CredentialList",
  ipAccessControlListSid: "IpAccessControlList",
};

/**
 * The props of a step, with the ids of objects that the run will adopt: a preview knows the id of an existing object,
 * but not that of an object still to be created. If a component creates several objects of a kind, a preview does not
 * show which one is meant, and the id stays unknown.
 *
 * @param found the ids of objects that the run will adopt, by URN
 *
 * @param found the ids of objects that the run will take, by URN
 */
export function withFoundLinks(
  { parent, props }: TelephonyStep,
  steps: readonly TelephonyStep[],
  found: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const taken = (noun: Noun) => {
    const [one, ...others] = steps.filter((step) => step.noun === noun && step.parent === parent && creates(step));
    return one !== undefined && others.length === 0 ? found.get(one.urn) : undefined;
  };
  const resolved = Object.entries(LINKS).flatMap(([name, noun]) => {
    const value = props[name];
    const replaced = (id: unknown) => (isUnknown(id) ? (taken(noun) ?? id) : id);
    if (value === undefined) return [];
    return [[name, Array.isArray(value) ? value.map(replaced) : replaced(value)]];
  });
  return { ...props, ...Object.fromEntries(resolved) };
}

/** Whether an unknown id may refer to an object that the run will adopt. Then only `up` can tell whose object it is. */
export function mayHangOnFound(
  props: Readonly<Record<string, unknown>>,
  steps: readonly TelephonyStep[],
  found: ReadonlyMap<string, string>,
): boolean {
  return Object.entries(LINKS).some(
    ([name, noun]) =>
      [props[name]].flat().some(isUnknown) && steps.some((step) => step.noun === noun && found.has(step.urn)),
  );
}
