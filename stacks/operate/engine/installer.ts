import { readdir } from "node:fs/promises";
import { join } from "node:path";
import semver from "semver";
import { executableIn } from "./path.js";
import { pulumiHome } from "./pulumi-home.js";
import type { EngineSource } from "./engine-source.js";

/**
 * The engines that Pulumi's installers left on this machine: the install script, the Automation API and the npm
 * wrapper.
 */
export const fromInstaller: EngineSource = {
  source: "installer",
  name: "Pulumi's installer",
  describe: (env) => `Looking for what Pulumi's installer left in ${pulumiHome(env)}.`,
  async candidates(env) {
    const home = pulumiHome(env);
    const names = await readdir(join(home, "versions")).catch(() => []);
    const versions = semver.rsort(names.filter((name) => semver.valid(name)));
    const folders = [...versions.map((version) => join(home, "versions", version, "bin")), join(home, "bin")];
    const found = await Promise.all(folders.map((folder) => executableIn(folder, "pulumi")));
    const candidates = found.filter((path) => path !== undefined);
    if (candidates.length === 0) throw new Error(`there is no pulumi in ${home}`);
    return candidates;
  },
  remedy: "Run Pulumi's installer (https://www.pulumi.com/docs/install). It needs no administrator rights.",
};
