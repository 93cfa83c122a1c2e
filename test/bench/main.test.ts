import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";

it("the benchmark starts and lists its measures", () => {
  const main = join(REPOSITORY, "test", "dist", "bench", "main.js");
  const { stderr } = spawnSync(process.execPath, [main, "--only", "nothing"], { encoding: "utf8" });
  expect(stderr).toMatch(/--only nothing: there are up, fast, calls, .*, load, endurance/);
});
