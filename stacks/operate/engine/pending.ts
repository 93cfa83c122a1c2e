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
  const urns = new Set([...resources, ...found].map(({ urn }) => urn));
  const isReplaced = ({ urn }: StateResource) => found.some((resource) => resource.urn === urn);
  const updating = new Map(pending.map(({ type, resource }) => [`${type} ${resource.urn}`, resource]));
  return {
    ...state,
    resources: [
      ...resources.map((resource) => ({
        ...withNumbers(resource, updating.get(`updating ${resource.urn}`)),
        ...(isReplaced(resource) && { delete: true }),
      })),
      // What the run was still creating may not have been found.
      ...inOrder(found).map(({ dependencies, ...resource }) => ({
        ...resource,
        ...(dependencies && { dependencies: dependencies.filter((urn) => urns.has(urn)) }),
      })),
    ],
    pending_operations: pending.filter(({ resource }) => !isReplaced(resource)),
  };
}

/** Resources in the order of the engine's states: each one after its dependencies. */
function inOrder(resources: readonly StateResource[]): StateResource[] {
  const waits = ({ urn, dependencies = [] }: StateResource, others: readonly StateResource[]) =>
    others.some((other) => other.urn !== urn && dependencies.includes(other.urn));
  const ordered: StateResource[] = [];
  for (let left = resources; left.length > 0; left = left.filter((resource) => !ordered.includes(resource))) {
    const ready = left.filter((resource) => !waits(resource, left));
    ordered.push(...(ready.length > 0 ? ready : left));
  }
  return ordered;
}

function withNumbers(resource: StateResource, updating: StateResource | undefined): StateResource {
  const [known, added] = [resource.outputs?.numbers, updating?.inputs?.numbers];
  if (!Array.isArray(known) || !Array.isArray(added)) return resource;
  return { ...resource, outputs: { ...resource.outputs, numbers: [...new Set<unknown>([...known, ...added])] } };
}
