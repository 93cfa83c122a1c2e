import { homedir } from "node:os";
import { join } from "node:path";

/** A folder of the live stack in the user's cache. */
export function cacheFolder(...names: readonly string[]): string {
  const caches =
    process.platform === "darwin"
      ? join(homedir(), "Library", "Caches")
      : process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(caches, "arkenos-telephony", "live", ...names);
}
