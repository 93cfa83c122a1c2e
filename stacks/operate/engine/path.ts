import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import type { EngineSource } from "./engine-source.js";

/** An engine that a person installed. */
export const onPath: EngineSource = {
  source: "PATH",
  name: "PATH",
  describe: () => "Looking for pulumi on PATH.",
  async candidates(env) {
    const pulumi = await lookPath("pulumi", env);
    if (!pulumi) throw new Error("pulumi is not on PATH");
    return [pulumi];
  },
  remedy: "Install Pulumi (https://www.pulumi.com/docs/install) and put its folder on PATH.",
};

/**
 * The first executable with this name on PATH. Ignores relative folders, because Go, and therefore the engine, refuses
 * them.
 */
export async function lookPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of searchPath(env).split(delimiter)) {
    const found = isAbsolute(folder) && (await executableIn(folder, name));
    if (found) return found;
  }
  return undefined;
}

/** The executable with this name in a folder, with the extension that Windows requires. */
export async function executableIn(folder: string, name: string): Promise<string | undefined> {
  for (const extension of process.platform === "win32" ? [".exe", ".cmd"] : [""]) {
    const file = join(folder, name + extension);
    const executable = await access(file, constants.X_OK)
      .then(() => stat(file))
      .catch(() => undefined);
    if (executable?.isFile()) return file;
  }
  return undefined;
}

/** The value of PATH, even if Windows spells the variable differently in a copy of the environment. */
export function searchPath(env: NodeJS.ProcessEnv): string {
  return env.PATH ?? env.Path ?? "";
}
