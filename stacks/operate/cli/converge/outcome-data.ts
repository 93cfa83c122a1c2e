import { detailText, problemText } from "@arkenos/provider/problem";
import type { Outcome } from "../../engine/outcome.js";
import type { Step } from "../../engine/step.js";
import { telephonyStep } from "../../telephony-step.js";
import { changesIn, contractChangesIn, matchingIn, outputChangesIn } from "./outcome-text.js";
import { stepLabel } from "./step-label.js";

/**
 * A run as fields of a JSON object. Resources of other providers have no `cloud` and no `kind`. `act`, `words`,
 * `reasons` and `remarks` are the former names of `op`, `label` and the texts of `problems` and `notes`, kept for one
 * version.
 */
export function outcomeData(outcome: Outcome) {
  const { steps, failures, notes, times } = outcome;
  return {
    ...(times && { seconds: times.run }),
    changes: changesIn(steps).map((step) => ({ ...stepChange(step), seconds: times?.steps.get(step.urn) })),
    contract: contractChangesIn(outcome),
    outputs: outputChangesIn(outcome),
    unchanged: matchingIn(steps).length,
    failures: failures.map(({ step, problems }) => {
      const label = step && stepLabel(step).label;
      return { name: step?.name, label, words: label, problems, reasons: problems.map(problemText) };
    }),
    notes,
    remarks: notes.map(detailText),
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
