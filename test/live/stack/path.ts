import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { run } from "./run.js";
import type { Source } from "./source.js";

/** An installed program; with a version, only if the program reports that version. */
export function onPath(name: string, remedy: string, version?: string): Source {
  return {
    name: "PATH",
    does: () => `Looking for ${name} on PATH.`,
    async find() {
      const path = await lookPath(name);
      if (!path) throw new Error(`${name} is not on PATH`);
      const said = await run(path, ["--version"]);
      if (version && !said.includes(version)) throw new Error(`${path} is "${said.trim()}", and ${version} is needed`);
      return { path, env: {} };
    },
    remedy,
  };
}

/** The first executable of this name on PATH. */
export async function lookPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    if (isAbsolute(folder) && (await isExecutable(path))) return path;
  }
  return undefined;
}

/** Whether a file exists and is executable. */
export async function isExecutable(path: string): Promise<boolean> {
  const found = await access(path, constants.X_OK)
    .then(() => stat(path))
    .catch(() => undefined);
  return found?.isFile() ?? false;
}
