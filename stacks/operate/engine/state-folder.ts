import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { projectFile } from "./project-file.js";
import { pulumiHome } from "./pulumi-home.js";

/** Where the engine keeps states, and where that is configured. */
export interface Backend {
  readonly url: string;
  /** An access token alone is a login, which another choice overrides. */
  readonly from: "environment" | "project" | "login";
}

/** Where the engine keeps a project's states; undefined if nothing has been chosen. */
export function backendOf(folder: string, env: NodeJS.ProcessEnv): Backend | undefined {
  const { PULUMI_BACKEND_URL, PULUMI_ACCESS_TOKEN } = env;
  if (PULUMI_BACKEND_URL) return { url: PULUMI_BACKEND_URL, from: "environment" };
  const named = projectFile(folder).backend?.url;
  if (named) return { url: named, from: "project" };
  const last = lastLogin(env);
  if (last) return { url: last, from: "login" };
  return PULUMI_ACCESS_TOKEN ? { url: PULUMI_CLOUD, from: "login" } : undefined;
}

/** Pulumi's hosted service. */
export const PULUMI_CLOUD = "https://api.pulumi.com";

/** The `.pulumi` folder of a file-based state, located as the engine does; undefined if the state is kept elsewhere. */
export function stateFolder(folder: string, env: NodeJS.ProcessEnv): string | undefined {
  const place = stateParent(backendOf(folder, env)?.url, folder, env);
  return place && join(place, ".pulumi");
}

/** The folder of a backend's `file://` URL; undefined for any other URL. */
export function stateParent(url: string | undefined, folder: string, env: NodeJS.ProcessEnv): string | undefined {
  if (!url?.startsWith("file://")) return undefined;
  const path = url.slice("file://".length).replace(/\?.*$/, "");
  if (path === "~" || path.startsWith("~/")) return join(env.HOME ?? homedir(), path.slice(1));
  return path.startsWith("/") ? fileURLToPath(`file://${path}`) : resolve(folder, decodeURIComponent(path));
}

/** The backend of the last `pulumi login`. */
function lastLogin(env: NodeJS.ProcessEnv): string | undefined {
  const text = textOf(join(pulumiHome(env), "credentials.json"));
  return text === "" ? undefined : (JSON.parse(text) as { current?: string }).current;
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
