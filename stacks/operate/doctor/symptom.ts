import type { CheckId } from "./catalogue.js";
import type { Probe } from "./probes/probe.js";

/** A symptom of a wrong setup, and the checks that find its cause. */
export interface Symptom {
  /** What is heard, seen or answered. */
  readonly sees: string;
  readonly because: string;
  readonly checks: readonly CheckId[];
  /** What cannot be read and has to be tried. */
  readonly probes?: readonly Probe[];
  /** What no check can see of it, and who can. */
  readonly unseen?: string;
}
