import { readFileSync } from "node:fs";

/** The unit of process times on Linux, on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;
/** Locks are dated to the second, and so is the moment in which the machine began. */
const TOLERANCE_MS = 2_000;

/** Whether a process is known to have begun after a moment. Never known without /proc. */
export function beganAfter(pid: number, moment: Date): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // `1234 (a name (of any kind)) S 1 …`: the start is the 22nd field, the state the third.
    const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
    const seconds = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]);
    return (seconds + ticks / TICKS_PER_SECOND) * 1_000 > moment.getTime() + TOLERANCE_MS;
  } catch {
    return false;
  }
}
