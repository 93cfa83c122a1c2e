import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const bin = (name: string) => join(root, "node_modules", ".bin", name);
const run = promisify(execFile);

describe.each(["provider", "agent", "stacks", "stacks/operate", "test/emulator"])("the manifest of %s", (folder) => {
  const cwd = join(root, folder);

  it("passes publint without a message", { timeout: 120_000 }, async () => {
    const { stdout } = await run(bin("publint"), ["--strict"], { cwd });
    expect(stdout).toContain("All good");
  });

  it("gives types to every importer of ES modules", { timeout: 120_000 }, async () => {
    await expect(run(bin("attw"), ["--pack", ".", "--profile", "esm-only"], { cwd })).resolves.toBeDefined();
  });
});
