import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { History } from "./history.js";
import { play } from "./play.js";

/** A history in which something went wrong once, as short as it could be made. */
interface Found {
  /** What must happen instead. */
  readonly found: string;
  readonly history: History;
}

const folder = join(import.meta.dirname, "found");
const all = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Found);

describe("what histories found", () => {
  it.each(all)("$found", async ({ history }) => {
    const { wrong, story } = await play(history);
    expect({ wrong, story }).toEqual({ wrong: [], story });
  });
});

it("plays the same history twice in the same way", async () => {
  for (const { history } of all) expect(await play(history)).toEqual(await play(history));
});
