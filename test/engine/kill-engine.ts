import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long the engine goes on before its state is read again, in milliseconds. */
const WRITE_MS = 5;

/**
 * Kills an engine, but not while it is writing its state: another test covers half-written files. The engine is
 * stopped while its files are read, so that they stay as they were.
 *
 * @param folder that of the engine's workspace
 */
export async function killEngine(pid: number, folder: string): Promise<void> {
  process.kill(pid, "SIGSTOP");
  while (!(await isWritten(join(folder, ".state/.pulumi/stacks")))) {
    process.kill(pid, "SIGCONT");
    await sleep(WRITE_MS);
    process.kill(pid, "SIGSTOP");
  }
  process.kill(pid, "SIGKILL");
}

/** Whether each file is whole: checkpoints and the attributes beside them, which are written first, are JSON. */
async function isWritten(stacks: string): Promise<boolean> {
  const names = await readdir(stacks, { recursive: true });
  const files = names.filter((name) => /\.json(\.attrs)?$/.test(name));
  try {
    for (const file of files) JSON.parse(await readFile(join(stacks, file), "utf8"));
    return files.some((file) => file.endsWith(".json"));
  } catch {
    return false;
  }
}
