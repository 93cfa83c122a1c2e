import { createRequire } from "node:module";
import { dirname } from "node:path";

/** The folder of a package of this repository. */
export function folderOf(name: `@arkenos/${string}`): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}
