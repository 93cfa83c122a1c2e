import { readdir, readFile } from "node:fs/promises";

/** Why processes cannot be traced here; undefined where they can. */
export const treeProblem =
  process.platform === "linux" ? undefined : "SKIPPED: orphans are found in /proc, which only Linux has";

/** The ids of all descendants of a process. */
export async function descendants(pid: number): Promise<number[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(names.map((name) => readFile(`/proc/${name}/stat`, "utf8").catch(() => "")));
  const below = (parent: number): number[] =>
    stats
      .filter((stat) => parentIn(stat) === parent)
      .map((stat) => Number.parseInt(stat, 10))
      .flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

/** Kills processes, even if some have already ended. */
export function endAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended first.
    }
  }
}

/** The parent in `1234 (a name (of any kind)) S 1 …`. */
function parentIn(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
