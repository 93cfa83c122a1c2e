import { resources } from "@arkenos/provider";
import type { Link } from "@arkenos/provider/clouds";
import { isUnknown } from "@arkenos/provider/values/markers";
import type { TelephonyStep } from "../telephony-step.js";
import { creates } from "./obstacle.js";

/**
 * The kind of object that each prop refers to by id, or by a list of ids. `callsThrough` is no link of a spec, because an
 * object can be created while that trunk is missing.
 */
const LINKS: Readonly<Record<string, string>> = {
  callsThrough: "ElasticTrunk",
  ...Object.fromEntries(
    Object.values(resources).flatMap(({ spec }) =>
      Object.entries<Link>(spec.links ?? {}).flatMap(([name, { noun, output }]) => (output ? [] : [[name, noun]])),
    ),
  ),
};

/**
 * The props of a step, with the ids of objects that the run will adopt: a preview knows the id of an existing object,
 * but not that of an object still to be created. If a component creates several objects of a kind, a preview does not
 * show which one is meant, and the id stays unknown.
 *
 * @param found the ids of objects that the run will adopt, by URN
 */
export function withFoundLinks(
  { parent, props }: TelephonyStep,
  steps: readonly TelephonyStep[],
  found: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const taken = (noun: string) => {
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
