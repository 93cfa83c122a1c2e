import type { Outcome } from "../../engine/outcome.js";
import { telephonyStep } from "../../telephony-step.js";
import { changesIn, contractChangesIn, matchingIn } from "./outcome-text.js";
import { stepWords } from "./step-words.js";

/** A run as the fields of a JSON object. `cloud` and `kind` are missing for a resource of another provider. */
export function outcomeData(outcome: Outcome) {
  const { steps, failures, remarks } = outcome;
  const changes = changesIn(steps).map((step) => {
    const { op: act, type, name, id, fields } = step;
    const ours = telephonyStep(step);
    return {
      ...{ act, type, name, words: stepWords(step).words, fields },
      ...(ours && { cloud: ours.cloud, kind: ours.noun }),
      ...(id !== "" && { id }),
    };
  });
  return {
    changes,
    contract: contractChangesIn(outcome),
    unchanged: matchingIn(steps).length,
    failures: failures.map(({ step, reasons }) => ({
      name: step?.name,
      words: step && stepWords(step).words,
      reasons,
    })),
    remarks,
  };
}
