import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { History } from "./history.js";
import { play } from "./play.js";

/** A history that failed once, shrunk to its shortest form. */
interface Found {
  /** The correct outcome. */
  readonly found: string;
  readonly history: History;
}

const folder = join(import.meta.dirname, "found");
const all = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Found);

describe("histories that failed once", () => {
  it.each(all)("$found", async ({ history }) => {
    const { wrong, story } = await play(history);
    expect({ wrong, story }).toEqual({ wrong: [], story });
  });
});

it("a history runs the same way each time", { timeout: 300_000 }, async () => {
  for (const { history } of all) expect(await play(history)).toEqual(await play(history));
});
