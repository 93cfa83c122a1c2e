import type { CheckId } from "./catalog.js";
import type { Probe } from "./probes/probe.js";

/** A symptom of a faulty setup, and the checks that find its cause. */
export interface Symptom {
  /** What a person hears or sees, or the error. */
  readonly sees: string;
  readonly because: string;
  readonly checks: readonly CheckId[];
  /** The probes that test what cannot be read. */
  readonly probes?: readonly Probe[];
  /** What no check can see, and where to look instead. */
  readonly unseen?: string;
}
