import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cacheFolder } from "../live/stack/cache.js";
import { isExecutable } from "../live/stack/path.js";
import { run } from "../live/stack/run.js";

/** Contains the schemas of every Kubernetes version; https://pypi.org/project/kubernetes-validate */
const PACKAGE = "kubernetes-validate";
const VERSION = "1.37.0";
const timeoutMs = 5 * 60_000;

/**
 * Judges manifests by Kubernetes' own schemas; installs what carries them into the user's cache, once.
 *
 * @returns resolves where a file is good for a version of Kubernetes, rejects with the reason where it is not
 */
export async function schemaJudge(): Promise<(file: string, version: string) => Promise<string>> {
  const folder = cacheFolder(`${PACKAGE}-${VERSION}`);
  const python = join(folder, "bin", "python");
  if (!(await isExecutable(python))) await install(folder);
  return (file, version) =>
    run(python, ["-m", "kubernetes_validate", "--strict", "--kubernetes-version", version, file], { timeoutMs });
}

async function install(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}-unfinished-`);
  try {
    await run("python3", ["-m", "venv", temporary], { timeoutMs });
    const requirement = `${PACKAGE}==${VERSION}`;
    await run(join(temporary, "bin", "python"), ["-m", "pip", "install", "--quiet", requirement], { timeoutMs });
    // An existing folder is complete; Python finds its packages from the folder that it starts in.
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
