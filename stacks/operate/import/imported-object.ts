import type { Data } from "@arkenos/provider/clouds";
import type { Noun } from "../observe/observed.js";
import type { TelephonyStep } from "../telephony-step.js";

/** A cloud object that the stack imports, in the form in which its state will store it. */
export interface ImportedObject {
  readonly step: TelephonyStep;
  readonly noun: Noun;
  readonly id: string;
  /** Why this object matches. */
  readonly reason: string;
  readonly inputs: Data;
  readonly outputs: Data;
}
