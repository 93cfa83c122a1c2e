import type { Finding, Severity } from "./finding.js";
import type { DoctorContext } from "./doctor-context.js";
import type { SubjectName } from "./subjects.js";

/**
 * The data that a check needs. It is skipped, with the reason, if that could not be read. The config is always
 * available.
 */
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

/** A finding before the id of its check is added. It may have a different severity than its check usually has. */
export type Found = Omit<Finding, "id" | "severity"> & { readonly severity?: Severity };

/**
 * A check for one way in which telephony goes wrong.
 *
 * @typeParam Id the ids of all checks, which only the catalog knows
 */
export interface Check<Id extends string = string> {
  /** Kebab-case. Ids are stable: never renamed and never reused. */
  readonly id: Id;
  /** The step of a number's route that it checks. */
  readonly step?: RouteStep;
  /** The checks whose findings may have caused this one's, most likely first. */
  readonly causes?: readonly Id[];
  readonly severity: Severity;
  readonly needs: readonly Need[];
  /**
   * What must have been read for the check to pass. A check for why a cloud cannot be read runs even without it.
   *
   * @default whatever it needs
   */
  readonly clearedBy?: Need;
  /** The objects that it looks at. If any of them does not exist, the check is skipped, not passed. */
  readonly looksAt: readonly SubjectName[];
  /** A pure function: everything has been read already. */
  readonly find: (context: DoctorContext) => readonly Found[];
}
