import { findParts } from "./stack/find.js";
import { parts } from "./stack/parts.js";

/** Finds or makes the parts once, before the first test of the tier, and says what that takes. */
export async function setup(): Promise<void> {
  await findParts(parts, (line) => console.error(line));
}
