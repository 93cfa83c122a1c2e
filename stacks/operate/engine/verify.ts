import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import semver from "semver";
import { cacheFolder } from "./cache-folder.js";
import { executableIn, lookPath, searchPath } from "./path.js";
import { reasonOf } from "./reason.js";
import type { Engine } from "./engine-source.js";

// The first release that keeps the inputs that a dynamic provider's read returns (pulumi/pulumi#21315).
const oldest = "3.216.0";
const plugins = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
const timeoutMs = 15_000;

/** Variables for every process of the engine: it looks for no updates and downloads nothing. */
export const QUIET = {
  PULUMI_SKIP_UPDATE_CHECK: "true",
  // Dynamic resources need no plugin, so a download would only hide a mistake.
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  // A language host built from Go modules treats every program as TypeScript and reads its tsconfig.json with an old
  // version of TypeScript that does not know today's module kinds.
  TS_NODE_IGNORE_DIAGNOSTICS: "6046",
};

/** Checks a binary's version and that the plugins we need are where it looks for them. Rejects with the reason. */
export async function verify(pulumi: string, env: NodeJS.ProcessEnv): Promise<Omit<Engine, "source">> {
  const version = await versionOf(pulumi, env);
  if (semver.lt(version, oldest)) {
    throw new Error(`${pulumi} is ${version}, and ${oldest} or newer is needed`);
  }
  const beside = dirname(await realpath(pulumi));
  const bundled = await Promise.all(plugins.map((plugin) => executableIn(beside, plugin)));
  for (const [at, plugin] of plugins.entries()) {
    if (bundled[at] ?? (await lookPath(plugin, env))) continue;
    throw new Error(`${pulumi} has no ${plugin}, neither beside it nor on PATH`);
  }
  // A plugin on PATH takes precedence over the engine's own, so these folders go first. Behind a shim, the plugins on
  // PATH are shims too.
  const folder = bundled.some(Boolean) ? beside : dirname(pulumi);
  // From 22.1 on, Node keeps what it compiles there. A program and its provider load the same large packages each time.
  const { NODE_COMPILE_CACHE = join(cacheFolder(env), "node") } = env;
  const PATH = [folder, searchPath(env)].join(delimiter);
  return { pulumi, version, env: { ...QUIET, NODE_COMPILE_CACHE, PATH } };
}

async function versionOf(pulumi: string, env: NodeJS.ProcessEnv): Promise<string> {
  const options = { env: { ...env, ...QUIET }, timeout: timeoutMs };
  const { stdout } = await promisify(execFile)(pulumi, ["version"], options).catch((error) => {
    throw new Error(`${pulumi} does not run: ${reasonOf(error)}`);
  });
  const version = semver.valid(stdout.trim());
  if (!version) throw new Error(`${pulumi} printed no version, but "${stdout.trim().slice(0, 80)}"`);
  return version;
}
