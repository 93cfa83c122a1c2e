import type { Probe } from "./probes/probe.js";

/** What somebody meets whose setup is wrong, and the checks that tell the cause. */
export interface Symptom {
  /** What is heard, seen or answered. */
  readonly sees: string;
  readonly because: string;
  /** Ids of the catalogue. */
  readonly checks: readonly string[];
  /** What has to be tried out, for reading does not tell. */
  readonly probes?: readonly Probe[];
  /** What no check can see of it, and who can. */
  readonly unseen?: string;
}
