import type { EngineStack, StateResource } from "../../engine/stack.js";

/** What the stack's state holds of a number. */
export interface NumberInState {
  /** What put it on Twilio's trunk. */
  readonly associations: readonly StateResource[];
  /** What bought it, or took it over, and would give it back if that was converged. */
  readonly purchases: readonly StateResource[];
}

/** Finds a number in the stack's state, even if the config no longer lists it. */
export async function numberInState(stack: EngineStack, number: string): Promise<NumberInState> {
  const { resources = [] } = await stack.state();
  const of = (noun: string, field: string) =>
    resources.filter(({ type, outputs }) => type.endsWith(`twilio:${noun}`) && outputs?.[field] === number);
  return { associations: of("NumberAssociation", "number"), purchases: of("PhoneNumber", "phoneNumber") };
}
