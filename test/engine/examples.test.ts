import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { start } from "@arkenos/emulator";
import { findEngine } from "@arkenos/cli/engine";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import { longTimeout } from "./telephony-stack.js";
import { Workspace, withoutAccounts } from "./workspace.js";

const EXAMPLES = join(REPOSITORY, "stacks", "examples");
const MODULES = join(REPOSITORY, "node_modules");
const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "Pulumi.yaml")));
const run = promisify(execFile);

describe("the examples", longTimeout, () => {
  it.concurrent("compile", async () => {
    const compiler = join(MODULES, "typescript", "bin", "tsc");
    await expect(run(process.execPath, [compiler, "-p", EXAMPLES])).resolves.toMatchObject({ stdout: "" });
  });

  it.concurrent.each(names)("%s creates a project with pulumi new, and its calls reach the worker", async (name) => {
    const above = await mkdtemp(join(tmpdir(), "arkenos-example-"));
    const folder = join(above, "acme");
    const [here, europe, { pulumi, env }] = await Promise.all([
      start({ twilio: { owned: ["+15105550100", "+442079460100"] } }),
      start(),
      findEngine(),
    ]);
    let workspace: Workspace | undefined;
    try {
      const words = ["--generate-only", "--yes", "--name", "acme", "--dir", folder];
      const home = { PULUMI_HOME: join(above, ".home"), PULUMI_BACKEND_URL: `file://${above}` };
      await run(pulumi, ["new", join(EXAMPLES, name), ...words], {
        env: { ...withoutAccounts(process.env), ...env, ...home },
      });
      const elsewhere = Object.entries(europe.env).map(([variable, value]) => [`EU_${variable}`, value] as const);
      workspace = await Workspace.make({
        ...{ project: folder, modules: MODULES },
        env: { ...here.env, ...Object.fromEntries(elsewhere) },
      });
      await workspace.up();
      const call = { from: "+15105550177", to: "+15105550100" };
      const isAnswered = [{ agentName: "arkenos-agent" }];
      expect(here.dial(call).agents).toMatchObject(isAnswered);
      if (name === "bought-by-search") {
        const { supportNumber } = await workspace.outputs();
        const bought = here.dial({ ...call, to: String(supportNumber) });
        expect(bought.agents).toMatchObject([{ agentName: "support-agent" }]);
      }
      if (name === "two-accounts")
        expect(europe.livekit.store.inboundTrunks.all()).toMatchObject([{ numbers: ["+442079460100"] }]);
      await workspace.destroy();
      expect(here.dial(call).agents).toEqual([]);
    } finally {
      await workspace?.dispose();
      await Promise.all([here.close(), europe.close()]);
      await rm(above, { recursive: true, force: true });
    }
  });
});
