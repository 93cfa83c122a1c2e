import { isDeepStrictEqual } from "node:util";
import { hasUnknown } from "@arkenos/provider/values/markers";
import { hasSecret } from "../../engine/clear-props.js";
import type { Outputs } from "../../engine/outcome.js";
import { isContract } from "./contract-changes.js";

/** The names of the outputs that a run changes, without the contract, whose changes are shown one by one. */
export function changedOutputs({ before = {}, after }: Outputs): string[] {
  return Object.keys({ ...before, ...after }).filter(
    (name) =>
      !(
        name === "telephony" && [before[name], after[name]].every((value) => value === undefined || isContract(value))
      ) &&
      !isDeepStrictEqual(before[name], after[name]) &&
      !hasUnknown(after[name]),
  );
}

/** The names of the outputs that a run may change: the engine's events show no secret, so they all look the same. */
export function secretOutputs({ after }: Outputs): string[] {
  return Object.keys(after).filter((name) => hasSecret(after[name]));
}
