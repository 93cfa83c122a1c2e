import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { descendants } from "../../engine/process-tree.js";

const LOOK_MS = 400;
/** Of a look's time, in hundredths of a second of any core. */
const BUSY_TICKS = 3;

/** Waits until processes and all below them rest: whoever answered a call makes a process for the next one first. */
export async function calm(pids: readonly number[]): Promise<void> {
  for (let before = await ticksOf(pids); ;) {
    await sleep(LOOK_MS);
    const now = await ticksOf(pids);
    if (now.processes === before.processes && now.ticks - before.ticks <= BUSY_TICKS) return;
    before = now;
  }
}

async function ticksOf(pids: readonly number[]): Promise<{ readonly processes: number; readonly ticks: number }> {
  const all = (await Promise.all(pids.map(async (pid) => [pid, ...(await descendants(pid))]))).flat();
  const stats = await Promise.all(all.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")));
  // Behind the name in brackets, utime and stime are the twelfth and thirteenth.
  const ticks = stats.map((stat) =>
    stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13)
      .map(Number),
  );
  return { processes: all.length, ticks: ticks.flat().reduce((sum, each) => sum + (each || 0), 0) };
}
