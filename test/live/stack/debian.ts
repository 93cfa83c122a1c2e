import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache.js";
import { lookPath } from "./path.js";
import { run } from "./run.js";
import type { Say } from "./source.js";

const timeoutMs = 5 * 60_000;

/** Debian packages, unpacked into a separate folder. */
export interface Unpacked {
  readonly folder: string;
  /** The folder's libraries, for a loader or a linker. */
  readonly libraries: readonly string[];
}

/**
 * Unpacks Debian packages and the dependencies that this machine lacks into the user's cache. Nothing is installed, so
 * it needs no administrator, starts no service and affects no other program.
 */
export async function unpack(name: string, packages: readonly string[], say: Say): Promise<Unpacked> {
  const folder = cacheFolder("debian", name);
  if (!existsSync(folder)) await download(folder, packages, say);
  const triplets = await readdir(join(folder, "usr", "lib"));
  const libraries = triplets.filter((triplet) => triplet.includes("-linux-"));
  return { folder, libraries: libraries.map((triplet) => join(folder, "usr", "lib", triplet)) };
}

async function download(folder: string, packages: readonly string[], say: Say): Promise<void> {
  const [apt, dpkg] = await Promise.all(["apt-get", "dpkg"].map(lookPath));
  if (!apt || !dpkg) throw new Error("apt-get and dpkg are not on PATH: this is no Debian");
  say(`Downloading ${packages.join(", ")} from Debian into ${folder}.`);
  await mkdir(cacheFolder("debian"), { recursive: true });
  const temporary = await mkdtemp(cacheFolder("debian", "unfinished-"));
  try {
    // In containers, the package list is missing or outdated; only root may update it.
    await fetchArchives(apt, packages, temporary).catch(async (error) => {
      if (process.getuid?.() !== 0) throw error;
      await run(apt, ["update"], { timeoutMs });
      await fetchArchives(apt, packages, temporary);
    });
    const root = join(temporary, "root");
    for (const archive of await readdir(temporary)) {
      await run(dpkg, ["-x", join(temporary, archive), root], { timeoutMs });
    }
    // A concurrent run keeps the first one's result.
    await rename(root, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function fetchArchives(apt: string, packages: readonly string[], cwd: string): Promise<void> {
  const plan = await run(apt, ["install", "--simulate", "--no-install-recommends", ...packages], { timeoutMs });
  const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = ""]) => name);
  await run(apt, ["download", ...new Set([...packages, ...missing])], { cwd, timeoutMs });
}
