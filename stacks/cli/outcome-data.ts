import type { Outcome } from "../engine/outcome.js";
import { changesIn } from "./outcome-text.js";

/** A run as the fields of a JSON object. */
export function outcomeData({ steps, failures, remarks }: Outcome) {
  const changes = changesIn(steps).map(({ act, cloud, noun, name, id, words, fields }) => ({
    ...{ act, cloud, kind: noun, name, words, fields },
    ...(id !== "" && { id }),
  }));
  return {
    changes,
    unchanged: steps.length - changes.length,
    failures: failures.map(({ step, reasons }) => ({ name: step?.name, words: step?.words, reasons })),
    remarks,
  };
}
