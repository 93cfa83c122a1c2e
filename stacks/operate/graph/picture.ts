import type { Desired } from "../desired/desired.js";
import type { Judgement } from "../doctor/judge.js";
import type { Observed } from "../observe/observed.js";
import { buildGraph } from "./build-graph.js";
import { draw } from "./draw.js";
import type { Format } from "./format.js";

/** What a picture is drawn of. */
export interface Pictured extends Pick<Judgement, "findings" | "verdicts"> {
  /** When both clouds were read. */
  readonly readAt: Date;
  readonly desired: Desired;
  readonly observed: Observed;
}

/**
 * Draws a stack. Nothing is read, nothing is called; no secret gets into the picture.
 *
 * @param columns characters in a line, of the text
 */
export function picture({ desired, observed, ...judged }: Pictured, format: Format, columns?: number): string {
  return draw(buildGraph(desired, observed, judged), format, columns);
}
