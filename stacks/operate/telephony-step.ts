import type { Step } from "./engine/step.js";
import { type Cloud, nounOf, objectWords } from "./object-words.js";
import type { Noun } from "./observe/observed.js";

/** A step of the engine on an object of telephony, in the words of telephony. */
export interface TelephonyStep extends Step {
  /** `InboundTrunk`. */
  readonly noun: Noun;
  readonly cloud: Cloud;
  /** What people call it: `inbound trunk "Arkenos Inbound"`. */
  readonly words: string;
}

/** A step in the words of telephony; undefined for a resource of another provider, or for a component. */
export function telephonyStep(step: Step): TelephonyStep | undefined {
  const noun = nounOf(step.type);
  return noun && { ...step, noun, ...objectWords(noun, step.props) };
}
