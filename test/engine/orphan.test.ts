import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canFindOrphans, orphansOf } from "../../stacks/operate/engine/orphan.js";

describe.runIf(canFindOrphans)("an orphaned provider", () => {
  let root: string;
  let project: string;
  let provider: ChildProcess | undefined;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "arkenos-orphan-"));
    project = join(root, "project");
    await mkdir(join(project, "program"), { recursive: true });
    await symlink(project, join(root, "link"));
  });
  afterEach(async () => {
    provider?.kill();
    await rm(root, { recursive: true });
  });

  const startIn = async (cwd: string) => {
    const words = ["-e", "setInterval(() => {}, 1000)", "@pulumi/pulumi/cmd/dynamic-provider"];
    provider = spawn(process.execPath, words, { cwd, stdio: "ignore" });
    await new Promise((resolve) => provider?.once("spawn", resolve));
    return provider.pid;
  };

  it.each([
    ["in the project's folder", "", ""],
    ["beside a main in a subfolder", "main: program/index.js\n", "program"],
    ["in a main that is a folder", "main: program\n", "program"],
  ])("%s is found, through a link, too", async (_, main, cwd) => {
    await writeFile(join(project, "Pulumi.yaml"), `name: telephony\nruntime: nodejs\n${main}`);
    const pid = await startIn(join(project, cwd));
    expect(await orphansOf(project)).toEqual([pid]);
    expect(await orphansOf(join(root, "link"))).toEqual([pid]);
  });

  it("of another project is not found", async () => {
    await startIn(root);
    expect(await orphansOf(project)).toEqual([]);
  });
});
