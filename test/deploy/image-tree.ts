import { chmod, cp, mkdir, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { run } from "../live/stack/run.js";
import type { Image, Stage, Step } from "./dockerfile.js";

/** The stage that installs system packages: the machine's own serve here. */
const SYSTEM = "certificates";
const timeoutMs = 10 * 60_000;
const root = join(import.meta.dirname, "..", "..");
const deploy = join(root, "agent", "deploy");

/**
 * Builds an image's files as its Dockerfile says, stage by stage, in a folder instead of a container engine. The
 * package comes from this checkout, packed as `npm run pack:worker` packs it. @returns the working folder of the
 * image's command
 */
export async function buildTree({ stages }: Image, into: string): Promise<string> {
  // Readable for the user who runs the image, as in an image.
  await chmod(into, 0o755);
  const context = join(into, "context");
  await cp(deploy, context, { recursive: true, filter: (path) => !path.endsWith(".tgz") });
  await run("npm", ["pack", "--silent", "-w", "agent", "--pack-destination", context], { cwd: root, timeoutMs });
  const built = stages.filter(({ name }) => name !== SYSTEM);
  for (const stage of built) await buildStage(stage, into);
  const last = built.at(-1);
  return join(rootOf(last?.name ?? "", into), last?.workdir ?? "/");
}

async function buildStage({ name, workdir, steps }: Stage, into: string): Promise<void> {
  const cwd = join(rootOf(name, into), workdir);
  await mkdir(cwd, { recursive: true });
  for (const step of steps) {
    if ("run" in step) await run("/bin/sh", ["-c", step.run], { cwd, timeoutMs });
    else if (step.from !== SYSTEM) await copy(step, cwd, into);
  }
}

async function copy(
  { copy: paths, from, to }: Extract<Step, { copy: unknown }>,
  cwd: string,
  into: string,
): Promise<void> {
  if (to !== "./") throw new Error(`COPY to ${to}: only ./ is understood`);
  for (const path of paths) {
    if (from === undefined)
      for (const name of await matching(path, join(into, "context")))
        await cp(join(into, "context", name), join(cwd, basename(name)));
    else await cp(join(rootOf(from, into), path), cwd, { recursive: true, verbatimSymlinks: true });
  }
}

async function matching(pattern: string, folder: string): Promise<string[]> {
  const [before = "", after] = pattern.split("*");
  const names = await readdir(folder);
  const found = names.filter((name) =>
    after === undefined ? name === pattern : name.startsWith(before) && name.endsWith(after),
  );
  if (found.length === 0) throw new Error(`COPY ${pattern}: the context has ${names.join(", ")}`);
  return found;
}

function rootOf(stage: string, into: string): string {
  return join(into, "stages", stage || "image");
}
