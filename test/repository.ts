import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The repository's folder, for the source and the compiled file. */
export const REPOSITORY = above(import.meta.dirname);

function above(folder: string): string {
  return existsSync(join(folder, "package-lock.json")) ? folder : above(dirname(folder));
}
