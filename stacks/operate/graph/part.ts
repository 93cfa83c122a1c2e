import type { Kind, Presence } from "./topology-graph.js";

/** An object that takes part in the picture, whether its cloud has it or not. */
export interface Part<T> {
  /** The id of its node. */
  readonly node: string;
  readonly kind: Kind;
  /** The cloud's id; its name before it has one. */
  readonly id: string;
  readonly presence: Presence;
  /** As the cloud shows it; undefined of what is not there, or could not be read. */
  readonly seen?: T;
}

/** What a stack wants of a kind: the ids that its state holds, and before there are any, a name. */
export interface Wanted {
  readonly ids: readonly string[];
  readonly name?: string;
}

/** Where parts of a kind are looked for. */
export interface Search<T> {
  readonly kind: Kind;
  /** What the cloud holds; undefined if it could not be read. */
  readonly seen: readonly T[] | undefined;
  readonly wanted: Wanted;
  readonly nameOf: (seen: T) => string | undefined;
  /** Whether something that is not the stack's matters to it nevertheless. */
  readonly matters?: (seen: T) => boolean;
}

/** The objects of a kind that the picture shows: those that the stack wants first, then the others that matter. */
export function partsOf<T extends { readonly id: string }>({
  kind,
  seen,
  wanted,
  nameOf,
  matters,
}: Search<T>): Part<T>[] {
  const part = (id: string, presence: Presence, object?: T): Part<T> => ({
    ...{ node: `${kind}:${id}`, kind, id, presence },
    ...(object && { seen: object }),
  });
  const held = wanted.ids.map((id) => {
    const object = seen?.find((other) => other.id === id);
    return part(id, object ? "live" : seen ? "missing" : "unseen", object);
  });
  const named = wanted.ids.length === 0 && wanted.name !== undefined ? wanted.name : undefined;
  const namesakes = (seen ?? []).filter((object) => named !== undefined && nameOf(object) === named);
  const shown = new Set([...wanted.ids, ...namesakes.map(({ id }) => id)]);
  const others = (seen ?? []).filter((object) => !shown.has(object.id) && matters?.(object));
  return [
    ...held,
    ...(named !== undefined && namesakes.length === 0 ? [part(named, seen ? "planned" : "unseen")] : []),
    ...[...namesakes, ...others].map((object) => part(object.id, "foreign", object)),
  ];
}
