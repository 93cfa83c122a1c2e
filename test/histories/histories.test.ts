import { expect, it } from "vitest";
import { ONE_STACK } from "./history.js";
import { searchSeed, told } from "./search.js";

const HISTORIES = 200;
const FIRST_SEED = 1;

it(`keeps every promise in ${HISTORIES} random histories`, { timeout: 300_000 }, async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
    const found = await searchSeed(seed, ONE_STACK);
    expect(found && told(found)).toBeUndefined();
  }
});
