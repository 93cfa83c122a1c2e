import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { CommandError } from "../failure/command-error.js";
import { npm, NpmError } from "./npm.js";

/** The packages of a project, with the one that the others depend on first. */
const PACKAGES = ["@arkenos/provider", "@arkenos/agent", "@arkenos/stacks", "@arkenos/cli"];

/** Where tarballs are put, in the project. */
const VENDOR = "vendor";

/** How a new project gets the packages that this command is made of. */
export interface OwnPackages {
  /** Package by what package.json asks for. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Files that were written for them. */
  readonly files: readonly string[];
}

/**
 * The project gets the packages from where the running command came from: from the registry if npm installed all of
 * them from one, otherwise as tarballs of what is running, so that the project can be installed on any machine.
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
    throw new CommandError(`npm cannot pack the packages of this command: ${error.message}`, {
      next: "Correct that, and run arkenos init again",
    });
  });
  // By name in newer releases of npm, a list in older ones.
  const packed = Object.values(JSON.parse(printed) as Record<string, { name: string; filename: string }>);
  const tarballs = new Map(packed.map(({ name, filename }) => [name, basename(filename)]));
  return { dependencies: asDependencies((_, name) => `file:${VENDOR}/${tarballs.get(name)}`), files: [`${VENDOR}/`] };
}

function asDependencies(range: (folder: string, name: string) => string): Record<string, string> {
  return Object.fromEntries(PACKAGES.map((name) => [name, range(folderOf(name), name)]));
}

/** A package's folder; links, as workspaces are, have been followed. */
function folderOf(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** Whether npm wrote down, beside the package, that it came from a registry. */
function isFromRegistry(folder: string): boolean {
  const name = `${basename(dirname(folder))}/${basename(folder)}`;
  const record = join(folder, "..", "..", ".package-lock.json");
  if (!existsSync(record)) return false;
  const { packages } = JSON.parse(readFileSync(record, "utf8")) as { packages?: Record<string, { resolved?: string }> };
  const { resolved = "" } = packages?.[`node_modules/${name}`] ?? {};
  // A tarball that a person installed by its address is none that a range would find.
  return resolved.startsWith("https:") && resolved.includes(`/${name}/-/`);
}

function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}
