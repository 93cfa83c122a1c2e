import type { TelephonyStep } from "../telephony-step.js";

/** Something that would make a step of a run fail, found before anything is changed. */
export interface Obstacle {
  readonly step: TelephonyStep;
  /** What is in the way, both sides named, and what to do about it. */
  readonly reason: string;
}

/** What a step would create: an object by its planned resource, or a replacement of one. */
export function creates({ op }: TelephonyStep): boolean {
  return op === "create" || op === "replace";
}
