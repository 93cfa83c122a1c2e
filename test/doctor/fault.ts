import type { Finding } from "../../stacks/operate/doctor/finding.js";
import type { TestedStack } from "./healthy-stack.js";

/** A fault to plant in a healthy stack. */
export interface Fault {
  /** The check that must find it. */
  readonly id: string;
  /** The manual change that causes it. */
  readonly when: string;
  /** Plants it. */
  readonly plant: (target: TestedStack) => void;
  /** The finding's subject: an id or an origin. */
  readonly subject: string | ((target: TestedStack) => string);
  /** What the remedy must name. */
  readonly names: string | ((target: TestedStack) => string);
  /** @default the check's own severity, which is "error" */
  readonly severity?: Finding["severity"];
}

/** A value of a fault, which may depend on the stack under test. */
export function valueFor(value: Fault["subject"], target: TestedStack): string {
  return typeof value === "string" ? value : value(target);
}

/** The last part of an id. */
export function ownId(id: string | undefined): string {
  return id?.split("/").at(-1) ?? "";
}
