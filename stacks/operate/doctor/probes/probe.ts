import type { Reason } from "../check-not-run.js";

/** The active tests of `arkenos doctor --probe`, for what cannot be read. */
export const PROBES = ["agent-joins", "origination-resolves", "outbound-call"] as const;

/** The name of a probe. `outbound-call` is given with the number to call. */
export type Probe = (typeof PROBES)[number];

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
