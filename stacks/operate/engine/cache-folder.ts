import { homedir } from "node:os";
import { join } from "node:path";

/** Our folder in the user's cache. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(userCache(env), "arkenos-telephony");
}

function userCache(env: NodeJS.ProcessEnv): string {
  const home = env.HOME ?? homedir();
  if (process.platform === "win32") return env.LOCALAPPDATA || join(home, "AppData", "Local");
  if (process.platform === "darwin") return join(home, "Library", "Caches");
  return env.XDG_CACHE_HOME || join(home, ".cache");
}
