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
  const known = new Set(resources.map(({ urn }) => urn));
  const found = pending.flatMap(({ type, resource }) => {
    const object = type === "creating" && !known.has(resource.urn) ? created.get(resource.urn) : undefined;
    return object ? [{ ...resource, id: object.id, outputs: { ...resource.inputs, ...object.outputs } }] : [];
  });
  const updating = new Map(pending.map(({ type, resource }) => [`${type} ${resource.urn}`, resource]));
  const isOpen = ({ urn }: StateResource) => !found.some((resource) => resource.urn === urn);
  return {
    ...state,
    resources: [
      ...resources.map((resource) => withNumbers(resource, updating.get(`updating ${resource.urn}`))),
      ...found,
    ],
    pending_operations: pending.filter(({ resource }) => isOpen(resource)),
  };
}

function withNumbers(resource: StateResource, updating: StateResource | undefined): StateResource {
  const [known, added] = [resource.outputs?.numbers, updating?.inputs?.numbers];
  if (!Array.isArray(known) || !Array.isArray(added)) return resource;
  return { ...resource, outputs: { ...resource.outputs, numbers: [...new Set<unknown>([...known, ...added])] } };
}
