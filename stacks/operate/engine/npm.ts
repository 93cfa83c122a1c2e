import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { pulumiHome } from "./pulumi-home.js";
import { executableIn, lookPath } from "./path.js";
import { reasonOf } from "./reason.js";
import type { EngineSource } from "./engine-source.js";

const version = "3.265.0";
const timeoutMs = 5 * 60_000;

/** The npm package `pulumi`: a wrapper that downloads the engine of the same version on its first run. */
export const fromNpm: EngineSource = {
  source: "npm",
  name: "npm",
  describe: () => `Downloading pulumi ${version} with npm's package pulumi: a minute or two, 5 at most.`,
  async candidates(env) {
    const npx = await lookPath("npx", env);
    if (!npx) throw new Error("npx is not on PATH");
    const [file, ...args] = process.platform === "win32" ? [process.execPath, npxScript(npx)] : [npx];
    try {
      await promisify(execFile)(file, [...args, "--yes", `pulumi@${version}`, "version"], {
        env: { ...env, PULUMI_VERSION: version, PULUMI_SKIP_UPDATE_CHECK: "true", npm_config_fetch_retries: "0" },
        timeout: timeoutMs,
      });
    } catch (error) {
      throw new Error(`pulumi@${version} could not download the engine: ${reasonOf(error)}`);
    }
    const pulumi = await executableIn(join(pulumiHome(env), "versions", version, "bin"), "pulumi");
    if (!pulumi) throw new Error(`pulumi@${version} ran, but left no engine in ${pulumiHome(env)}`);
    return [pulumi];
  },
  remedy: `Let this machine reach npm's registry and get.pulumi.com, and run: npx --yes pulumi@${version} version`,
};

// On Windows, npx is a batch file, which needs a shell. The script that it starts does not.
function npxScript(npx: string): string {
  return join(dirname(npx), "node_modules", "npm", "bin", "npx-cli.js");
}
