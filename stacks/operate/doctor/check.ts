import type { Finding, Severity } from "./finding.js";
import type { DoctorContext } from "./doctor-context.js";
import type { SubjectName } from "./subjects.js";

/** What a check reads: it is skipped, with the reason, where that cannot be read. The config is always there. */
export type Need = "livekit" | "twilio" | "account" | "callerIds" | "geo" | "alerts" | "calls" | "forSale";

/** The steps of a number's route, in the order of a call. */
export const ROUTE_STEPS = [
  "Twilio",
  "LiveKit",
  "number",
  "association",
  "origination",
  "inbound trunk",
  "dispatch rule",
  "agent",
] as const;

/** One of the steps of a number's route. */
export type RouteStep = (typeof ROUTE_STEPS)[number];

/** A finding before the check's name is on it. A check may find something worse, or less bad, than it mostly does. */
export type Found = Omit<Finding, "id" | "severity"> & { readonly severity?: Severity };

/** One way in which telephony goes wrong, and how to see it. */
export interface Check {
  /** Kebab-case; stable, never reused, never renamed. */
  readonly id: string;
  /** The step of a number's route that it speaks of. */
  readonly step?: RouteStep;
  /** The ids of findings that this one may be a consequence of, the likeliest first. */
  readonly causes?: readonly string[];
  readonly severity: Severity;
  readonly needs: readonly Need[];
  /**
   * What must have been read for the check to pass. A check that finds out why a cloud cannot be read runs without it.
   *
   * @default whatever it needs
   */
  readonly clearedBy?: Need;
  /** What it looks at; where any of it is not there, the check is skipped, not passed. */
  readonly looksAt: readonly SubjectName[];
  /** Pure: everything is read already. */
  readonly find: (context: DoctorContext) => readonly Found[];
}
