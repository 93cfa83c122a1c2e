import type { Problem } from "@arkenos/provider/problem";
import type { TelephonyStep } from "../telephony-step.js";

/** A problem that would make a step of a run fail, found before anything is changed. */
export interface Obstacle {
  /** The step that would fail. */
  readonly step: TelephonyStep;
  /** The conflicts, each naming both sides, with its remedy. */
  readonly problems: readonly Problem[];
}

/** Whether a step creates an object, for the first time or as a replacement. */
export function creates({ op }: TelephonyStep): boolean {
  return op === "create" || op === "replace";
}

/**
 * The id of a step's object, or its URN if the object does not exist yet. A step without changes may still have fields
 * that differ: after a killed run, those that the state has and the resource's last inputs do not.
 */
export function objectOf(step: TelephonyStep, found: ReadonlyMap<string, string>): string {
  return found.get(step.urn) ?? (creates(step) ? step.urn : step.id);
}
