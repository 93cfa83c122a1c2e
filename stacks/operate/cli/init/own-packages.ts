import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { CommandError } from "../failure/command-error.js";
import { npm, NpmError } from "./npm.js";

/** The packages of a project, in order of their dependencies. */
const PACKAGES = ["@arkenos/provider", "@arkenos/agent", "@arkenos/stacks", "@arkenos/cli"];

/** Folder for tarballs in the project. */
export const VENDOR = "vendor";

/** How a new project gets the packages of this command. */
export interface OwnPackages {
  /** Package name to version range. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Files that were written for them. */
  readonly files: readonly string[];
}

/**
 * The project gets the packages from the source of the running command: from the registry if npm installed them all from
 * one, otherwise as tarballs of the running packages, so that the project can be installed on any machine.
 *
 * @throws CommandError if npm cannot pack them
 */
export async function ownPackages(folder: string, env: NodeJS.ProcessEnv): Promise<OwnPackages> {
  const installed = PACKAGES.map(folderOf);
  if (installed.every(isFromRegistry)) return { dependencies: asDependencies((at) => `^${versionIn(at)}`), files: [] };
  await mkdir(join(folder, VENDOR), { recursive: true });
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", VENDOR, ...installed];
  const printed = await npm(folder, env, args).catch((error: unknown) => {
    if (!(error instanceof NpmError)) throw error;
    throw new CommandError({
      /** The command could not pack its own packages with npm. */ code: "npm_failed",
      message: `npm could not pack the packages of this command: ${error.message}`,
      next: "Fix this, then run arkenos init again",
    });
  });
  // Newer npm releases print an object by name, older ones a list.
  const packed = Object.values(JSON.parse(printed) as Record<string, { name: string; filename: string }>);
  const tarballs = new Map(packed.map(({ name, filename }) => [name, basename(filename)]));
  return { dependencies: asDependencies((_, name) => `file:${VENDOR}/${tarballs.get(name)}`), files: [`${VENDOR}/`] };
}

function asDependencies(range: (folder: string, name: string) => string): Record<string, string> {
  return Object.fromEntries(PACKAGES.map((name) => [name, range(folderOf(name), name)]));
}

/** A package's folder, with links of workspaces resolved. */
function folderOf(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** Whether npm's hidden lock file says that the package came from a registry. */
function isFromRegistry(folder: string): boolean {
  const name = `${basename(dirname(folder))}/${basename(folder)}`;
  const record = join(folder, "..", "..", ".package-lock.json");
  if (!existsSync(record)) return false;
  const { packages } = JSON.parse(readFileSync(record, "utf8")) as { packages?: Record<string, { resolved?: string }> };
  const { resolved = "" } = packages?.[`node_modules/${name}`] ?? {};
  // A tarball installed by URL cannot be found by a version range.
  return resolved.startsWith("https:") && resolved.includes(`/${name}/-/`);
}

function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}
