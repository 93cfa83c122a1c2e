import { readFileSync } from "node:fs";

/** The unit of process times on Linux, on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;
/** Locks and the boot time are accurate only to the second. */
const TOLERANCE_MS = 2_000;

/** Whether a process is known to have begun after a moment. Without /proc, this is never known. */
export function beganAfter(pid: number, moment: Date): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // `1234 (a name (of any kind)) S 1 …`: the state is the 3rd field, the start time the 22nd.
    const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
    const seconds = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]);
    return (seconds + ticks / TICKS_PER_SECOND) * 1_000 > moment.getTime() + TOLERANCE_MS;
  } catch {
    return false;
  }
}
