import type { TelephonyStep } from "../telephony-step.js";

/** Something that would make a step of a run fail, found before anything is changed. */
export interface Obstacle {
  readonly step: TelephonyStep;
  /** The conflict with both sides named, and the remedy. */
  readonly reason: string;
}

/** What a step would create: an object by its planned resource, or a replacement of one. */
export function creates({ op }: TelephonyStep): boolean {
  return op === "create" || op === "replace";
}
