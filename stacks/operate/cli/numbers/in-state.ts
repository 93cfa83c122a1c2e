import type { EngineStack } from "../../engine/stack.js";
import type { StateResource } from "../../engine/state.js";

/** The resources of a number in the stack's state. */
export interface NumberInState {
  /** They put it on Twilio's trunk. */
  readonly associations: readonly StateResource[];
  /** They bought or adopted it, and release it if `release: true` was applied. */
  readonly purchases: readonly StateResource[];
}

/** Finds a number in the stack's state, even if the config no longer lists it. */
export async function numberInState(stack: EngineStack, number: string): Promise<NumberInState> {
  const { resources = [] } = await stack.state();
  const of = (noun: string, field: string) =>
    resources.filter(({ type, outputs }) => type.endsWith(`twilio:${noun}`) && outputs?.[field] === number);
  return { associations: of("NumberAssociation", "number"), purchases: of("PhoneNumber", "phoneNumber") };
}
