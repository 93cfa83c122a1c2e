import { realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";

/**
 * Resolves a file named in a contract to its real path, inside a folder that the worker's operator allows. Symbolic
 * links are resolved first, so that they cannot point outside the folder.
 *
 * @returns undefined if the file is outside the folder
 * @throws Node's error if the folder or the file does not exist
 */
export function fileInside(folder: string, name: string): string | undefined {
  const file = resolve(folder, name);
  // Never touch the file system outside the folder.
  if (isAbsolute(name) || !isBelow(resolve(folder), file)) return undefined;
  const real = realpathSync(file);
  return isBelow(realpathSync(folder), real) ? real : undefined;
}

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
