import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** The folder `.pulumi` of a state that is kept in files, found as the engine finds it; undefined where it is kept elsewhere. */
export function stateFolder(folder: string, env: NodeJS.ProcessEnv): string | undefined {
  const url = env.PULUMI_BACKEND_URL || backendOf(folder) || lastLogin(env);
  if (!url?.startsWith("file://")) return undefined;
  const path = url.slice("file://".length).replace(/\?.*$/, "");
  if (path === "~" || path.startsWith("~/")) return join(env.HOME ?? homedir(), path.slice(1), ".pulumi");
  const place = path.startsWith("/") ? fileURLToPath(`file://${path}`) : resolve(folder, decodeURIComponent(path));
  return join(place, ".pulumi");
}

function backendOf(folder: string): string | undefined {
  return (parse(textOf(join(folder, "Pulumi.yaml"))) as { backend?: { url?: string } } | null)?.backend?.url;
}

/** Where `pulumi login` led to. */
function lastLogin({ PULUMI_HOME, HOME }: NodeJS.ProcessEnv): string | undefined {
  const text = textOf(join(PULUMI_HOME ?? join(HOME ?? homedir(), ".pulumi"), "credentials.json"));
  return text === "" ? undefined : (JSON.parse(text) as { current?: string }).current;
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
