import { readFileSync } from "node:fs";

/** The unit of process times on Linux, on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;
/** Locks and the boot time are accurate only to the second. */
const TOLERANCE_MS = 2_000;

/**
 * Whether a process of this machine runs. A killed process keeps its number until its parent has heard of its end, and
 * in a container whose first process collects no orphans, it keeps it as long as the container runs.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const [state = ""] = statOf(pid) ?? [];
  return !["Z", "X"].includes(state);
}

/** Whether a process is known to have begun after a moment. Without /proc, this is never known. */
export function beganAfter(pid: number, moment: Date): boolean {
  const ticks = Number(statOf(pid)?.[19]);
  const boot = Number(/^btime (\d+)$/m.exec(read("/proc/stat") ?? "")?.[1]);
  return (boot + ticks / TICKS_PER_SECOND) * 1_000 > moment.getTime() + TOLERANCE_MS;
}

/** The fields after the name in `1234 (a name (of any kind)) S 1 …`: the state is the first, the start time the 20th. */
function statOf(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** A file's text; undefined where there is no such file, as on systems without /proc. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
