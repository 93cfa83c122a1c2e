import { realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";

/**
 * The real path of a file that a contract names, if it is in a folder that the worker's owner has opened; links are
 * followed first, so that none leads out of it.
 *
 * @returns undefined where the file is outside
 * @throws what Node throws where the folder or the file is not there
 */
export function fileInside(folder: string, name: string): string | undefined {
  const file = resolve(folder, name);
  // What is outside is not looked for.
  if (isAbsolute(name) || !isBelow(resolve(folder), file)) return undefined;
  const real = realpathSync(file);
  return isBelow(realpathSync(folder), real) ? real : undefined;
}

function isBelow(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
