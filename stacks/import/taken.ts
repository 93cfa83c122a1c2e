import type { Data } from "@arkenos/provider/clouds";
import type { Step } from "../engine/step.js";

/** An object of a cloud that the stack takes over, as its state will hold it. */
export interface Taken {
  readonly step: Step;
  readonly noun: string;
  readonly id: string;
  /** Why it is this one. */
  readonly reason: string;
  readonly inputs: Data;
  readonly outputs: Data;
}
