import { findChromium } from "./chromium.js";

/** Finds the browser or unpacks it once, before the first test of the tier, and says what that takes. */
export async function setup(): Promise<void> {
  await findChromium((line) => console.error(line));
}
