import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";

const moduleOf = (path: string) =>
  JSON.stringify(pathToFileURL(join(REPOSITORY, "stacks", "operate", "dist", "cli", path)).href);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arkenos-scratch-test-"));
  for (const name of ["home", "temporary"]) await mkdir(join(folder, name));
  await writeFile(join(folder, "home", "credentials.json"), "{}");
});
afterEach(() => rm(folder, { recursive: true }));

/** Interrupts a process that works with a copy of the logins. @returns how it ended, and what is left of the copy */
async function interrupted(signal: NodeJS.Signals, listens: boolean) {
  const code = `const { withScratchHome } = await import(${moduleOf("init/scratch-home.js")});
    const { processIo } = await import(${moduleOf("terminal/io.js")});
    const stopped = ${listens ? "processIo().signal" : "new EventTarget()"};
    const running = setTimeout(() => undefined, 60_000);
    await withScratchHome(process.env, () => {
      console.log("ready");
      return new Promise((resolve) => stopped.addEventListener("abort", resolve));
    });
    clearTimeout(running);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    env: { ...process.env, PULUMI_HOME: join(folder, "home"), TMPDIR: join(folder, "temporary") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const copies = await readdir(join(folder, "temporary"), { recursive: true });
  expect(copies.filter((path) => path.endsWith("credentials.json"))).toHaveLength(1);
  child.kill(signal);
  const [exitCode, by] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { exitCode, by, left: await readdir(join(folder, "temporary")) };
}

describe.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("a copy of Pulumi's logins, after %s,", (signal) => {
  it("is removed before the process ends", async () => {
    expect(await interrupted(signal, false)).toEqual({ exitCode: null, by: signal, left: [] });
  });

  it("is removed by a command that ends by itself", async () => {
    expect(await interrupted(signal, true)).toEqual({ exitCode: 0, by: null, left: [] });
  });
});
