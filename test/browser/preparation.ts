import { findChromium } from "./chromium.js";

/** Finds or unpacks the browser once, before the first test of the tier, and logs each step. */
export async function setup(): Promise<void> {
  await findChromium((line) => console.error(line));
}
