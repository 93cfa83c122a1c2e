import { backendOf } from "./state-folder.js";

/** Where the engine keeps a project's states, without the credentials and options that the URL may contain. */
export function shownBackendUrl(folder: string, env: NodeJS.ProcessEnv): string | undefined {
  return backendOf(folder, env)
    ?.url.replace(/^([a-z0-9+.-]+:\/\/)[^/]*@/i, "$1")
    .replace(/\?.*$/, "");
}
