import type { Step } from "./engine/step.js";
import { type Cloud, nounOf, objectLabel } from "./object-words.js";
import type { Noun } from "./observe/observed.js";

/** A step of the engine on a telephony object. */
export interface TelephonyStep extends Step {
  /** `InboundTrunk`. */
  readonly noun: Noun;
  /** The cloud that holds the object. */
  readonly cloud: Cloud;
  /** Its name in messages: `inbound trunk "Arkenos Inbound"`. */
  readonly label: string;
}

/** Converts a step to a telephony step; undefined for components and for resources of other providers. */
export function telephonyStep(step: Step): TelephonyStep | undefined {
  const noun = nounOf(step.type);
  return noun && { ...step, noun, ...objectLabel(noun, step.props) };
}
