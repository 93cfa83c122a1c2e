import type { Data } from "@arkenos/provider/clouds";
import type { Noun } from "../observe/observed.js";
import type { TelephonyStep } from "../telephony-step.js";

/** An object of a cloud that the stack takes over, as its state will hold it. */
export interface Taken {
  readonly step: TelephonyStep;
  readonly noun: Noun;
  readonly id: string;
  /** Why it is this one. */
  readonly reason: string;
  readonly inputs: Data;
  readonly outputs: Data;
}
