import { findParts } from "./stack/find.js";
import { parts } from "./stack/parts.js";

/** Finds or builds the parts once, before the first test of the tier, and logs each step. */
export async function setup(): Promise<void> {
  await findParts(parts, (line) => console.error(line));
}
