import type { Desired } from "../desired/desired.js";
import type { Diagnosis } from "../doctor/diagnose.js";
import type { Observed } from "../observe/observed.js";
import { buildGraph } from "./build-graph.js";
import { draw } from "./draw.js";
import type { Format } from "./format.js";

/** What to draw. */
export interface Pictured extends Pick<Diagnosis, "findings" | "verdicts"> {
  /** When both clouds were read. */
  readonly readAt: Date;
  /** What the stack wants. */
  readonly desired: Desired;
  /** The contents of both clouds. */
  readonly observed: Observed;
}

/**
 * Draws a stack, without calling a cloud and without drawing secrets.
 *
 * @param columns the width of a line of text, in characters
 */
export function picture({ desired, observed, ...judged }: Pictured, format: Format, columns?: number): string {
  return draw(buildGraph(desired, observed, judged), format, columns);
}
