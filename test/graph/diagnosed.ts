import type { Desired } from "../../stacks/operate/desired/desired.js";
import type { Finding } from "../../stacks/operate/doctor/finding.js";
import type { Diagnosis } from "../../stacks/operate/doctor/diagnose.js";
import { DoctorContext } from "../../stacks/operate/doctor/doctor-context.js";
import type { Observed } from "../../stacks/operate/observe/observed.js";

/** These findings, and the verdict of these clouds for each number. */
export function diagnosed(
  desired: Desired,
  observed: Observed,
  findings: readonly Finding[] = [],
): Pick<Diagnosis, "findings" | "verdicts"> & { readonly readAt: Date } {
  return {
    readAt: new Date("2026-11-29T12:10:00Z"),
    findings,
    verdicts: new DoctorContext(desired, observed, { env: {}, packages: [] }).verdicts,
  };
}
