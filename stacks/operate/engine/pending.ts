import { isListener, isNumber } from "./listeners.js";
import type { State, StateResource } from "./state.js";

/** An object that a killed run was creating. */
export interface CreatedObject {
  readonly id: string;
  /** What the state records of it beside its inputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * A state that knows what a killed run did: the objects that it was creating become resources, and the numbers that it
 * was adding to a trunk become the trunk's. A refresh then reads what the clouds have of both.
 *
 * @param created the objects that were found, by the URN of their resource
 */
export function withPending(state: State, created: ReadonlyMap<string, CreatedObject>): State {
  const { resources = [], pending_operations: pending = [] } = state;
  const isKnown = (urn: string, id: string) => resources.some((one) => one.urn === urn && one.id === id);
  const found = pending.flatMap(({ type, resource }) => {
    const object = type === "creating" ? created.get(resource.urn) : undefined;
    if (!object || isKnown(resource.urn, object.id)) return [];
    return [{ ...resource, id: object.id, outputs: { ...resource.inputs, ...object.outputs } }];
  });
  const isReplaced = ({ urn }: StateResource) => found.some((resource) => resource.urn === urn);
  const updating = new Map(pending.map(({ type, resource }) => [`${type} ${resource.urn}`, resource]));
  return {
    ...state,
    resources: numbersLast(
      resources.map((resource) => ({
        ...withNumbers(resource, updating.get(`updating ${resource.urn}`)),
        ...(isReplaced(resource) && { delete: true }),
      })),
      found,
    ),
    pending_operations: pending.filter(({ resource }) => !isReplaced(resource)),
  };
}

/**
 * Adds resources to others. The numbers on trunks come after what their calls need and depend on it, so that a destroy
 * takes a number off its trunk first. A program may make something depend on a number, which then stays in its place.
 */
function numbersLast(known: readonly StateResource[], found: readonly StateResource[]): StateResource[] {
  const listeners = found.filter(isListener).map(({ urn }) => urn);
  if (listeners.length === 0) return [...known, ...found];
  const all = [...known, ...found];
  const needed = new Set(all.flatMap(({ dependencies = [] }) => dependencies));
  const isLast = (resource: StateResource) => isNumber(resource) && !needed.has(resource.urn);
  const numbers = all.filter(isLast).map(({ dependencies = [], ...number }) => ({
    ...number,
    dependencies: [...new Set([...dependencies, ...listeners])],
  }));
  return [...all.filter((resource) => !isLast(resource)), ...numbers];
}

function withNumbers(resource: StateResource, updating: StateResource | undefined): StateResource {
  const [known, added] = [resource.outputs?.numbers, updating?.inputs?.numbers];
  if (!Array.isArray(known) || !Array.isArray(added)) return resource;
  return { ...resource, outputs: { ...resource.outputs, numbers: [...new Set<unknown>([...known, ...added])] } };
}
