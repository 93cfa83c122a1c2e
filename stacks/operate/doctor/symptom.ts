import type { Probe } from "./probes/probe.js";

/** A symptom of a wrong setup, and the checks that find its cause. */
export interface Symptom {
  /** What is heard, seen or answered. */
  readonly sees: string;
  readonly because: string;
  /** Ids of the catalogue. */
  readonly checks: readonly string[];
  /** What cannot be read and has to be tried. */
  readonly probes?: readonly Probe[];
  /** What no check can see of it, and who can. */
  readonly unseen?: string;
}
