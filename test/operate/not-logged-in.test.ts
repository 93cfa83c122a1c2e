import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findEngine } from "@arkenos/cli/engine";
import { arkenosJson } from "../cli/terminal.js";
import { longTimeout } from "../engine/telephony-stack.js";
import { REPOSITORY } from "../repository.js";

it("a command in a project whose backend wants a login says how to log in", longTimeout, async () => {
  const cwd = await mkdtemp(join(tmpdir(), "arkenos-"));
  try {
    await cp(join(REPOSITORY, "stacks", "examples", "config-only"), cwd, { recursive: true });
    const { env } = await findEngine();
    const { exitCode, answer } = await arkenosJson(["agents", "list"], {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env, PULUMI_HOME: join(cwd, ".home") },
    });
    expect({ exitCode, error: answer.error }).toMatchObject({
      exitCode: 2,
      error: { code: "not_logged_in", next: "Run pulumi login, or set PULUMI_ACCESS_TOKEN" },
    });
  } finally {
    await rm(cwd, { recursive: true });
  }
});
