import { join } from "node:path";
import { build } from "./build.js";
import { cacheFolder } from "./cache-folder.js";
import { engineModule, languageHostModule } from "./modules.js";
import { executableIn } from "./path.js";
import type { EngineSource } from "./engine-source.js";

/** The engine that an earlier run built from Go modules. */
export const builtEarlier: EngineSource = {
  source: "go",
  name: "an earlier build",
  describe: (env) => `Looking for an engine built earlier in ${engineFolder(env)}.`,
  async candidates(env) {
    const pulumi = await executableIn(join(engineFolder(env), "bin"), "pulumi");
    if (!pulumi) throw new Error("none was built yet");
    return [pulumi];
  },
};

/** The engine and its Node language host, built from the Go modules that `go/` pins. */
export const fromGoModules: EngineSource = {
  source: "go",
  name: "Go modules",
  describe: () => `Building pulumi ${engineModule().version} from Go modules: five to ten minutes on two cores, once.`,
  isSlow: true,
  async candidates(env, say) {
    return [await build(engineFolder(env), env, say)];
  },
  remedy: "Install Go 1.21 or newer (https://go.dev/dl) and let it reach its module proxy; it fetches the rest.",
};

/** The folder in the user's cache for an engine of these versions. */
export function engineFolder(env: NodeJS.ProcessEnv): string {
  const versions = `${engineModule().version}-${languageHostModule().version}`;
  return join(cacheFolder(env), "engine", versions);
}
