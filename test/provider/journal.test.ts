import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { journalOnDisk } from "../../provider/journal.js";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "arkenos-journal-"));
  vi.stubEnv("PULUMI_HOME", home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});
const folder = () => join(home, "arkenos", "journal");

describe("the journal in Pulumi's home folder", () => {
  it("returns the last entry of a key until it is deleted", async () => {
    expect(await journalOnDisk.read("one")).toBeUndefined();
    await journalOnDisk.write("one", { phoneNumber: "+14155550200" });
    await journalOnDisk.write("other", { phoneNumber: "+14155550201" });
    await journalOnDisk.write("one", { phoneNumber: "+14155550202" });
    expect(await journalOnDisk.read("one")).toEqual({ phoneNumber: "+14155550202" });
    await journalOnDisk.erase("one");
    await journalOnDisk.erase("one");
    expect(await journalOnDisk.read("one")).toBeUndefined();
    expect(await journalOnDisk.read("other")).toEqual({ phoneNumber: "+14155550201" });
  });

  it("returns nothing for a truncated file", async () => {
    await journalOnDisk.write("one", { phoneNumber: "+14155550200" });
    const [file = ""] = await readdir(folder());
    const text = await readFile(join(folder(), file), "utf8");
    await writeFile(join(folder(), file), text.slice(0, -5));
    expect(await journalOnDisk.read("one")).toBeUndefined();
  });

  it("removes short-lived entries of earlier days, and no others", async () => {
    vi.resetModules();
    const { journalOnDisk: fresh, PASSING } = await import("../../provider/journal.js");
    await mkdir(folder(), { recursive: true });
    const files = ["passing-old.json", "kept.json"];
    for (const file of files) await writeFile(join(folder(), file), "{}");
    const before = new Date(Date.now() - 2 * 86_400_000);
    for (const file of files) await utimes(join(folder(), file), before, before);
    await fresh.write(`${PASSING}one`, { deleting: "TK1" });
    expect(await fresh.read(`${PASSING}one`)).toEqual({ deleting: "TK1" });
    expect(await readdir(folder())).toEqual(["kept.json", expect.stringMatching(/^passing-[0-9a-f]{32}\.json$/)]);
  });

  it("stops the run when an entry cannot be written, and names the folder", async () => {
    await writeFile(join(home, "arkenos"), "a file in the place of the folder");
    await expect(journalOnDisk.write("one", {})).rejects.toThrow(`The journal in ${folder()} cannot be written`);
  });
});
