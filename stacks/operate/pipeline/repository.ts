import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The root of the repository that contains a folder; the folder itself if there is none. */
export function repositoryTop(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return folder;
  }
}
