import { existsSync, readFileSync } from "node:fs";
import { copyFile, readdir, readFile, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** What changed less than this ago may still be being written, in milliseconds. */
const SETTLED_MS = 2_000;

/**
 * Repairs what a killed engine left half written in a state that is kept in files: attributes beside a file,
 * which the engine does without, and a checkpoint that its own backup still has.
 *
 * @returns what was repaired, relative to the state's folder; nothing where the state is kept elsewhere
 */
export async function repairState(folder: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const state = stateFolder(folder, env);
  if (state === undefined || !existsSync(state)) return [];
  const names = await readdir(state, { recursive: true });
  const repaired: string[] = [];
  for (const name of names.filter((one) => one.endsWith(".attrs"))) {
    if (!(await isDamaged(join(state, name)))) continue;
    await rm(join(state, name), { force: true });
    repaired.push(name);
  }
  for (const name of names.filter((one) => /^stacks[/\\].*\.json$/.test(one))) {
    const [file, backup] = [join(state, name), join(state, `${name}.bak`)];
    if (!(await isDamaged(file)) || !existsSync(backup) || (await isDamaged(backup))) continue;
    await copyFile(backup, file);
    repaired.push(name);
  }
  return repaired;
}

/** Whether a file that has to be JSON is empty or breaks off. */
async function isDamaged(file: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(file)).mtimeMs < SETTLED_MS) return false;
    JSON.parse(await readFile(file, "utf8"));
    return false;
  } catch (error) {
    return error instanceof SyntaxError;
  }
}

/** The folder `.pulumi` of a state that is kept in files, found as the engine finds it. */
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
