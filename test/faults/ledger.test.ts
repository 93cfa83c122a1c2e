import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Entry, Ledger } from "./ledger.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledger-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entry = (cell: string, verdict: Entry["verdict"]): Entry => ({
  ...{ cell, verdict, succeeded: true, commands: [], wrong: [], seconds: 1 },
});

it("a later run reads the ledger, and plays the missing and failed cells", async () => {
  const file = join(folder, "of", "faults.jsonl");
  const first = await Ledger.open(file);
  await first.add(entry("a", "recovered"));
  await first.add(entry("b", "failed"));
  const second = await Ledger.open(file);
  expect(["a", "b", "c"].map((cell) => second.isDone(cell))).toEqual([true, false, false]);
  await second.add(entry("b", "refused"));
  const third = await Ledger.open(file);
  expect(third.isDone("b")).toBe(true);
  expect(third.entries.map(({ cell, verdict }) => [cell, verdict])).toEqual([
    ["a", "recovered"],
    ["b", "refused"],
  ]);
});

it("a ledger without a file stays in memory", async () => {
  const ledger = await Ledger.open(undefined);
  await ledger.add(entry("a", "recovered"));
  expect((await Ledger.open(undefined)).isDone("a")).toBe(false);
});
