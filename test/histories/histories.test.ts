import { expect, it } from "vitest";
import { searchSeed, told } from "./search.js";

const HISTORIES = 200;
const FIRST_SEED = 1;

it(`keeps every promise in ${HISTORIES} random histories`, { timeout: 300_000 }, async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
    const found = await searchSeed(seed, { stacks: 1, byHand: false, lines: false, losses: false });
    expect(found && told(found)).toBeUndefined();
  }
});
