import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ONE_STACK } from "./history.js";
import { searchSeed, report } from "./search.js";

const HISTORIES = 200;
const FIRST_SEED = 1;

it(`no promise is broken in ${HISTORIES} random histories`, { timeout: 300_000 }, async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
    const found = await searchSeed(seed, ONE_STACK);
    expect(found && report(found)).toBeUndefined();
  }
});

it("histories run in several processes", { timeout: 120_000 }, async () => {
  const main = join(import.meta.dirname, "../dist/histories/main.js");
  const { stdout } = await promisify(execFile)(process.execPath, [main, "--runs", "6", "--workers", "2"]);
  expect(stdout).toMatch(/^6 histories in .* nothing went wrong$/m);
});
