import { shown } from "@arkenos/provider/text";
import type { Step } from "../../engine/step.js";
import { telephonyStep } from "../../telephony-step.js";

/** Who holds a resource, and what people call it: our objects in telephony's words, others by type and name. */
export function stepWords(step: Step): { readonly holder: string; readonly words: string } {
  const ours = telephonyStep(step);
  return ours
    ? { holder: ours.cloud, words: ours.words }
    : { holder: "Pulumi", words: shown(`${step.type} ${step.name}`) };
}

/** `Twilio, trunk "Arkenos Inbound"`: a resource within a sentence. */
export function stepPhrase(step: Step): string {
  const { holder, words } = stepWords(step);
  return `${holder}, ${words}`;
}

/** `Twilio  trunk "Arkenos Inbound"`: a resource in a list. */
export function stepColumns(step: Step): string {
  const { holder, words } = stepWords(step);
  return `${holder.padEnd(7)} ${words}`;
}
