import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * The version of a package that a file would load. The manifest is read from disk, because most packages do not export
 * it.
 *
 * @param from path of the file
 * @throws Error if the package is not installed there
 */
export function installedVersion(name: string, from: string): string {
  const manifests = (createRequire(from).resolve.paths(name) ?? []).map((folder) => join(folder, name, "package.json"));
  const manifest = manifests.find((path) => existsSync(path));
  if (manifest === undefined) throw new Error(`${name} is not installed; run npm install`);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
