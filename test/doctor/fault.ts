import type { Finding } from "../../stacks/operate/doctor/finding.js";
import type { Patient } from "./healthy-stack.js";

/** A way in which a healthy stack falls ill. */
export interface Fault {
  /** The check that has to find it. */
  readonly id: string;
  /** What somebody did. */
  readonly when: string;
  /** Does it. */
  readonly plant: (patient: Patient) => void;
  /** What the finding is about: an id, or where it comes from. */
  readonly subject: string | ((patient: Patient) => string);
  /** What the remedy has to name. */
  readonly names: string | ((patient: Patient) => string);
  /** @default the check's own severity, which is "error" */
  readonly severity?: Finding["severity"];
}

/** A value of a fault, which may depend on the patient. */
export function valueFor(value: Fault["subject"], patient: Patient): string {
  return typeof value === "string" ? value : value(patient);
}

/** The last part of an id. */
export function ownId(id: string | undefined): string {
  return id?.split("/").at(-1) ?? "";
}
