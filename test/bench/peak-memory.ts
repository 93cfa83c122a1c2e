import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** The kernel records the peak, so it only has to be read before the process ends. */
const EVERY_MS = 200;

/**
 * Runs an action while watching the provider processes of the stack in `folder`. @returns their peak in MiB; null
 * without /proc
 */
export async function watchMemory(folder: string, act: () => Promise<unknown>): Promise<number | null> {
  if (process.platform !== "linux") {
    await act();
    return null;
  }
  let isOver = false;
  const acting = act().finally(() => (isOver = true));
  // The caller sees its failure below, after the last sample.
  acting.catch(() => undefined);
  let peak = 0;
  while (!isOver) {
    const pids = await providersIn(folder);
    peak = Math.max(peak, ...(await Promise.all(pids.map(peakOf))));
    await sleep(EVERY_MS);
  }
  await acting;
  if (peak === 0) throw new Error(`no provider process was seen in ${folder}`);
  return peak / 1024;
}

/** Other stacks on this machine have such processes too; the working folder identifies ours. */
async function providersIn(folder: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const isOurs = await Promise.all(
    pids.map(async (pid) => {
      if ((await readlink(`/proc/${pid}/cwd`).catch(() => "")) !== folder) return false;
      return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes("cmd/dynamic-provider/");
    }),
  );
  return pids.filter((_, index) => isOurs[index]);
}

/** A process's peak memory, in KiB. */
async function peakOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
}
