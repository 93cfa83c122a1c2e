import type { StateObject } from "./desired.js";

/** The numbers that objects in the state attach or list, in E.164. */
export function numbersInState(held: readonly StateObject[]): readonly string[] {
  const of = (noun: StateObject["noun"]) => held.filter((one) => one.noun === noun).map(({ state }) => state);
  return [
    ...of("NumberAssociation").flatMap(({ number }) => textsIn([number])),
    ...of("InboundTrunk").flatMap(({ numbers }) => textsIn(numbers)),
  ];
}

/** The texts in a value of the state, if it is a list. */
export function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}
