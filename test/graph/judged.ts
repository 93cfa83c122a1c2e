import type { Desired } from "../../stacks/operate/desired/desired.js";
import type { Finding } from "../../stacks/operate/doctor/finding.js";
import type { Judgement } from "../../stacks/operate/doctor/judge.js";
import { Scene } from "../../stacks/operate/doctor/scene.js";
import type { Observed } from "../../stacks/operate/observe/observed.js";

/** These findings, and what becomes of the calls to its numbers as these clouds are. */
export function judged(
  desired: Desired,
  observed: Observed,
  findings: readonly Finding[] = [],
): Pick<Judgement, "findings" | "verdicts"> & { readonly readAt: Date } {
  return {
    readAt: new Date("2026-11-29T12:10:00Z"),
    findings,
    verdicts: new Scene(desired, observed, { env: {}, packages: [] }).verdicts,
  };
}
