import { pathText, type Problem } from "@arkenos/provider/problem";
import { shown } from "@arkenos/provider/text";
import type { Step } from "../../engine/step.js";
import { telephonyStep } from "../../telephony-step.js";

/** Where a resource lives and its label: our objects as telephony calls them, others by type and name. */
export function stepLabel(step: Step): { readonly holder: string; readonly label: string } {
  const ours = telephonyStep(step);
  return ours
    ? { holder: ours.cloud, label: ours.label }
    : { holder: "Pulumi", label: shown(`${step.type} ${step.name}`) };
}

/** `Twilio, trunk "Arkenos Inbound"`: a resource within a sentence. */
export function stepPhrase(step: Step): string {
  const { holder, label } = stepLabel(step);
  return `${holder}, ${label}`;
}

/** A problem of one resource, which names it. */
export function stepProblem({ path, ...problem }: Problem, step: Step): Problem {
  const place = path.length === 0 ? "" : `${pathText(path)}: `;
  return { ...problem, path: [], message: `${stepPhrase(step)}: ${place}${problem.message}` };
}

/** `Twilio  trunk "Arkenos Inbound"`: a resource in a list. */
export function stepColumns(step: Step): string {
  const { holder, label } = stepLabel(step);
  return `${holder.padEnd(7)} ${label}`;
}
