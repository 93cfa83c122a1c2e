import type { Kind } from "./kinds.js";
import type { Presence } from "./topology-graph.js";

/** An object in the graph, whether or not it exists in its cloud. */
export interface GraphObject<T> {
  /** The id of its node. */
  readonly node: string;
  readonly kind: Kind;
  /** The cloud's id, or its name before it has one. */
  readonly id: string;
  readonly presence: Presence;
  /** The object as the cloud returned it; undefined if it does not exist or could not be read. */
  readonly seen?: T;
}

/** The objects of a kind that a stack wants: the ids in its state, or a name if there are none. */
export interface WantedObjects {
  readonly ids: readonly string[];
  readonly name?: string;
}

/** Where to find the objects of a kind. */
export interface ObjectSearch<T> {
  readonly kind: Kind;
  /** The objects in the cloud; undefined if they could not be read. */
  readonly seen: readonly T[] | undefined;
  readonly wanted: WantedObjects;
  readonly nameOf: (seen: T) => string | undefined;
  /** Whether to draw an object that is not the stack's. */
  readonly matters?: (seen: T) => boolean;
}

/** The objects of a kind to draw: first the stack's, then others that affect it. */
export function objectsOfKind<T extends { readonly id: string }>({
  kind,
  seen,
  wanted,
  nameOf,
  matters,
}: ObjectSearch<T>): GraphObject<T>[] {
  const object = (id: string, presence: Presence, found?: T): GraphObject<T> => ({
    ...{ node: `${kind}:${id}`, kind, id, presence },
    ...(found && { seen: found }),
  });
  const held = wanted.ids.map((id) => {
    const found = seen?.find((other) => other.id === id);
    return object(id, found ? "live" : seen ? "missing" : "unseen", found);
  });
  const named = wanted.ids.length === 0 && wanted.name !== undefined ? wanted.name : undefined;
  const namesakes = (seen ?? []).filter((object) => named !== undefined && nameOf(object) === named);
  const shown = new Set([...wanted.ids, ...namesakes.map(({ id }) => id)]);
  const others = (seen ?? []).filter((object) => !shown.has(object.id) && matters?.(object));
  return [
    ...held,
    ...(named !== undefined && namesakes.length === 0 ? [object(named, seen ? "planned" : "unseen")] : []),
    ...[...namesakes, ...others].map((found) => object(found.id, "foreign", found)),
  ];
}
