import type { EngineStack } from "../../engine/stack.js";
import type { StateResource } from "../../engine/state.js";

/** The resources of a number in the stack's state. */
export interface NumberInState {
  /** They put it on Twilio's trunk. */
  readonly associations: readonly StateResource[];
  /** They bought or adopted it, and release it if `release: true` was applied. */
  readonly purchases: readonly StateResource[];
}

/** The ids of the Twilio trunks in the stack's state. A run that failed, or an own program, may have no output of them. */
export async function trunksInState(stack: EngineStack): Promise<string[]> {
  const { resources = [] } = await stack.state();
  return resources.flatMap(({ type, id }) => (type.endsWith("twilio:ElasticTrunk") && id !== undefined ? [id] : []));
}

/** Finds a number in the stack's state, even if the config no longer lists it. */
export async function numberInState(stack: EngineStack, number: string): Promise<NumberInState> {
  const { resources = [] } = await stack.state();
  const of = (noun: string, field: string) =>
    resources.filter(({ type, outputs }) => type.endsWith(`twilio:${noun}`) && outputs?.[field] === number);
  return { associations: of("NumberAssociation", "number"), purchases: of("PhoneNumber", "phoneNumber") };
}
