import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compile, findGo } from "./compile.js";
import { engineModule, languageHostModule } from "./modules.js";
import { verify } from "./verify.js";
import type { Say } from "./engine-source.js";

const windows = process.platform === "win32";
const exe = windows ? ".exe" : "";
const unfinished = "unfinished-";
const abandonedAfterMs = 24 * 60 * 60_000;

/** Builds the engine into a folder and returns its path. Another process may do the same at the same time. */
export async function build(folder: string, env: NodeJS.ProcessEnv, say: Say): Promise<string> {
  const go = await findGo(env);
  const started = Date.now();
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const temporary = await mkdtemp(join(parent, unfinished));
  try {
    const bin = join(temporary, "bin");
    await compile(go, languageHostModule(), join(bin, `pulumi-language-nodejs${exe}`), env);
    await compile(go, engineModule(), join(bin, `pulumi${exe}`), env);
    await copyDynamicProvider(bin);
    await verify(engineIn(temporary), env);
    await moveInto(folder, temporary, env);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  say(`Built in ${Math.round((Date.now() - started) / 1000)} s.`);
  return engineIn(folder);
}

// Copies a script, not a program: it starts the dynamic provider of the project's own @pulumi/pulumi.
async function copyDynamicProvider(bin: string): Promise<void> {
  const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
  const name = `pulumi-resource-pulumi-nodejs${windows ? ".cmd" : ""}`;
  await copyFile(join(sdk, name), join(bin, name));
  await chmod(join(bin, name), 0o755);
}

// A folder cannot be renamed onto a non-empty one. A second build keeps the engine of the first, unless that is broken.
async function moveInto(folder: string, built: string, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await rename(built, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    if (await verify(engineIn(folder), env).catch(() => undefined)) return;
    const broken = await mkdtemp(join(dirname(folder), unfinished));
    await rename(folder, join(broken, "broken"));
    await rename(built, folder);
    await rm(broken, { recursive: true, force: true });
  }
}

// Removes the remains of interrupted builds. A build that is still running is younger than this.
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(unfinished)) continue;
    const path = join(parent, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}

function engineIn(folder: string): string {
  return join(folder, "bin", `pulumi${exe}`);
}
