import type { TelephonyStep } from "../telephony-step.js";

/** A problem that would make a step of a run fail, found before anything is changed. */
export interface Obstacle {
  readonly step: TelephonyStep;
  /** The conflict, naming both sides, and the remedy. */
  readonly reason: string;
}

/** Whether a step creates an object, for the first time or as a replacement. */
export function creates({ op }: TelephonyStep): boolean {
  return op === "create" || op === "replace";
}
