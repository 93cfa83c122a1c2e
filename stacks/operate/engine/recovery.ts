import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import lockfile from "proper-lockfile";
import { pulumiHome } from "./pulumi-home.js";
import { stateFolder } from "./state-folder.js";

/** A process that recovers a stack counts as dead after this long without a sign of life, in milliseconds. */
const STALE_MS = 10_000;

/** Another process is recovering the stack. */
export class RecoveredElsewhereError extends Error {
  override name = "RecoveredElsewhereError";
  /** `alice@laptop, process 4711`. */
  readonly holder: string;

  constructor(holder: string) {
    super(`The stack is being recovered by ${holder}`);
    this.holder = holder;
  }
}

/**
 * Runs while no other process on this machine recovers the same stack: if two removed the lock, both would run. The
 * holder keeps refreshing its mark, so a killed holder does not block others for long.
 *
 * @throws RecoveredElsewhereError that names the other process
 */
export async function whileRecovering<T>(
  { folder, name, env }: { readonly folder: string; readonly name: string; readonly env: NodeJS.ProcessEnv },
  act: () => Promise<T>,
): Promise<T> {
  const state = stateFolder(folder, env);
  const id = createHash("sha256")
    .update(JSON.stringify([state ?? folder, name]))
    .digest("hex");
  // Users of one machine may share a state. Nobody else can plant a link in these folders.
  const place = join(state ?? pulumiHome(env), "arkenos", "recovery");
  await mkdir(place, { recursive: true });
  const mark = join(place, id.slice(0, 32));
  let isLost = false;
  const release = await lockfile
    .lock(mark, { realpath: false, stale: STALE_MS, onCompromised: () => void (isLost = true) })
    .catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "ELOCKED") throw error;
      throw new RecoveredElsewhereError((await readFile(mark, "utf8").catch(() => "")) || "another process");
    });
  try {
    await writeFile(mark, `${userInfo().username}@${hostname()}, process ${process.pid}`);
    return await act();
  } finally {
    if (!isLost) {
      await rm(mark, { force: true });
      await release();
    }
  }
}
