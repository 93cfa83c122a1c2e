import type { Outcome } from "../../engine/outcome.js";
import type { Step } from "../../engine/step.js";
import { telephonyStep } from "../../telephony-step.js";
import { changesIn, contractChangesIn, matchingIn } from "./outcome-text.js";
import { stepLabel } from "./step-label.js";

/**
 * A run as fields of a JSON object. Resources of other providers have no `cloud` and no `kind`. `act`, `words` and
 * `remarks` are the former names of `op`, `label` and the messages of `notes`, kept for one version.
 */
export function outcomeData(outcome: Outcome) {
  const { steps, failures, remarks } = outcome;
  return {
    changes: changesIn(steps).map(stepChange),
    contract: contractChangesIn(outcome),
    unchanged: matchingIn(steps).length,
    failures: failures.map(({ step, reasons }) => {
      const label = step && stepLabel(step).label;
      return { name: step?.name, label, words: label, reasons };
    }),
    notes: remarks,
    remarks: remarks.map(({ message }) => message),
  };
}

/** A changed resource as fields of a JSON object. */
export function stepChange(step: Step) {
  const { op, type, name, id, fields } = step;
  const ours = telephonyStep(step);
  const { label } = stepLabel(step);
  return {
    ...{ op, act: op, type, name, label, words: label, fields },
    ...(ours && { cloud: ours.cloud, kind: ours.noun }),
    ...(id !== "" && { id }),
  };
}
