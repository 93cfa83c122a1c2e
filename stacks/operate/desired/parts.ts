import type { StateObject } from "./desired.js";
import { textsIn } from "./numbers-in-state.js";

/** The objects of one topology in a stack's state. */
export interface Part {
  /** The name of its `SipTopology`; undefined for objects outside of one. */
  readonly name: string | undefined;
  /** The account that holds it, if a provider of the program has another account than the stack. */
  readonly elsewhere?: string;
  readonly held: readonly StateObject[];
}

/**
 * Splits a state by topology, in the order of the names. Objects outside of one make up another, but those in an account
 * of another provider are apart, with the numbers that they list.
 */
export function partsOf(held: readonly StateObject[]): readonly Part[] {
  const loose = held.filter(({ topology, elsewhere }) => topology === undefined && elsewhere !== undefined);
  const accounts = new Map(
    loose.flatMap(({ elsewhere, state }) => textsIn(state.numbers).map((number) => [number, elsewhere])),
  );
  const accountOf = ({ topology, elsewhere, state: { number } }: StateObject) =>
    elsewhere ?? (topology === undefined ? accounts.get(String(number)) : undefined);
  const keyOf = (object: StateObject) => object.topology ?? `\uffff${accountOf(object) ?? ""}`;
  const groups = new Map<string, StateObject[]>();
  for (const object of held) {
    const group = groups.get(keyOf(object));
    if (group) group.push(object);
    else groups.set(keyOf(object), [object]);
  }
  // The state lists them in the order in which they happened to be created.
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, objects]): Part => {
      const elsewhere = objects.map(accountOf).find((account) => account !== undefined);
      return { name: objects[0]?.topology, held: objects, ...(elsewhere !== undefined && { elsewhere }) };
    });
}
