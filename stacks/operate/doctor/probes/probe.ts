import type { CheckId } from "../catalog.js";
import type { RouteStep } from "../check.js";
import type { Reason } from "../check-not-run.js";

/** An active test of `arkenos doctor --probe`, for what cannot be read. */
interface ProbeSpec {
  readonly id: string;
  /** The step of a number's route that it tests. */
  readonly step?: RouteStep;
  /** The checks whose findings may have prevented it, most likely first. */
  readonly preventedBy?: readonly CheckId[];
}

const UNREACHED = ["livekit-credentials", "livekit-unreachable"] as const;

const SPECS = [
  { id: "agent-joins", preventedBy: UNREACHED },
  { id: "origination-resolves", step: "origination" },
  { id: "outbound-call", preventedBy: UNREACHED },
] as const satisfies readonly ProbeSpec[];

/** The name of a probe. `outbound-call` is given with the number to call. */
export type Probe = (typeof SPECS)[number]["id"];

/** Every probe. */
export const PROBE_SPECS: readonly ProbeSpec[] = SPECS;

/** The names of the probes. */
export const PROBES: readonly Probe[] = SPECS.map(({ id }) => id);

/** A probe could not run, so its result is unknown. */
export class ProbeError extends Error implements Reason {
  override name = "ProbeError";
  readonly code: string;
  readonly remedy: string;

  constructor({ code, message, remedy }: Reason) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}
