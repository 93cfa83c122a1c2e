import type { StateResource } from "./state.js";

/** Whether a resource is a number on a trunk. */
export function isNumber({ type }: Pick<StateResource, "type">): boolean {
  return /twilio:NumberAssociation$/.test(type);
}

/**
 * Whether the calls of a number need a resource. The number's own resource does not name it, because the program orders
 * the two with dependsOn.
 */
export function isListener({ type }: Pick<StateResource, "type">): boolean {
  return /(livekit:(InboundTrunk|DispatchRule)|twilio:OriginationUrl)$/.test(type);
}
