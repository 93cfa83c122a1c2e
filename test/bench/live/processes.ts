import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { descendants } from "../../engine/process-tree.js";

const LOOK_MS = 400;
const TICKS_PER_SECOND = 100;
/** Of all cores together; below this no process is starting. */
const RESTING = 0.08;

/** Waits until a process tree is idle: after a call, a worker first starts the process for the next one. */
export async function calm(pids: readonly number[]): Promise<void> {
  for (let before = await allBelow(pids); ;) {
    const cores = await coresOf(pids, LOOK_MS);
    const now = await allBelow(pids);
    if (now.length === before.length && cores < RESTING) return;
    before = now;
  }
}

/** How many cores a process tree keeps busy over a period. */
export async function coresOf(pids: readonly number[], forMs: number): Promise<number> {
  const before = await ticksOf(pids);
  await sleep(forMs);
  return (await ticksOf(pids)).minus(before) / TICKS_PER_SECOND / (forMs / 1000);
}

/** Memory of a process tree, in MiB; shared pages are counted once. */
export async function memoryOf(pids: readonly number[]): Promise<number> {
  const rollups = (await allBelow(pids)).map((pid) => readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => ""));
  const shares = (await Promise.all(rollups)).map((text) => Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0));
  return sum(shares) / 1024;
}

async function allBelow(pids: readonly number[]): Promise<readonly number[]> {
  return (await Promise.all(pids.map(async (pid) => [pid, ...(await descendants(pid))]))).flat();
}

async function ticksOf(pids: readonly number[]) {
  const entries = (await allBelow(pids)).map(async (pid) => {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    // After the name in parentheses, utime and stime are fields 12 and 13.
    const [user = 0, system = 0] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13)
      .map(Number);
    return [pid, user + system] as const;
  });
  const ticks = new Map(await Promise.all(entries));
  return {
    ticks,
    // The ticks of a process that has ended are gone, so each process is compared with itself.
    minus: (before: { readonly ticks: ReadonlyMap<number, number> }) =>
      sum([...ticks].map(([pid, each]) => Math.max(0, each - (before.ticks.get(pid) ?? 0)))),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
