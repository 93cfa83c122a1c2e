import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, start } from "@arkenos/emulator";
import { findEngine } from "@arkenos/cli/engine";
import { withoutAccounts } from "../engine/workspace.js";
import { REPOSITORY } from "../repository.js";
import { OWNED } from "./examples.js";

/** The environment of the examples: a sandbox whose account owns one number, and an empty project folder. */
export interface SandboxProject {
  readonly emulator: Emulator;
  /** The empty folder; the packages are found above it, as if installed. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  dispose(): Promise<void>;
}

/** Opens a project. @param env additional variables of the shell; by default npm is offline */
export async function openSandboxProject(
  env: NodeJS.ProcessEnv = { npm_config_offline: "true" },
): Promise<SandboxProject> {
  const [emulator, engine] = await Promise.all([start({ twilio: { owned: [OWNED] } }), findEngine()]);
  const above = await mkdtemp(join(tmpdir(), "arkenos-"));
  await symlink(join(REPOSITORY, "node_modules"), join(above, "node_modules"), "junction");
  const folder = join(above, "acme");
  for (const path of [folder, join(above, ".state")]) await mkdir(path);
  return {
    emulator,
    folder,
    env: {
      ...withoutAccounts(process.env),
      ...engine.env,
      PULUMI_HOME: join(above, ".home"),
      PULUMI_BACKEND_URL: `file://${join(above, ".state")}`,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase of the tests",
      TWILIO_API_URL: emulator.env.TWILIO_API_URL,
      NO_COLOR: "1",
      ...env,
    },
    dispose: async () => {
      await emulator.close();
      await rm(above, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
