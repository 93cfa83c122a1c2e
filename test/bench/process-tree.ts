import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { descendants } from "../engine/process-tree.js";
import { timed } from "./clock.js";

/** What a program and the processes below it cost. Memory is null without /proc. */
export interface TreeCost {
  readonly seconds: number;
  /** CPU time of the whole tree. */
  readonly cpuSeconds: number;
  /** CPU time of the program's own process, without its last tenth of a second. */
  readonly ownCpuSeconds: number;
  /** The largest sum of the processes' proportional memory (PSS), in MiB, without the program's own process. */
  readonly belowMiB: number | null;
  /** The largest proportional memory of the program's own process, in MiB. */
  readonly ownMiB: number | null;
}

const EVERY_MS = 100;
/** Linux counts CPU time in these. */
const TICKS_PER_SECOND = 100;

/** Runs a program to its end, and measures the whole tree of its processes. @throws with its output on another exit code */
export async function treeCost(
  command: readonly string[],
  { exits = 0, ...options }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly exits?: number },
): Promise<TreeCost> {
  const [program = "", ...args] = command;
  const before = await waitedForTicks();
  const peaks = { own: 0, below: 0 };
  let ownTicks = 0;
  const { seconds } = await timed(async () => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => (printed += text.toString()));
    let isOver = false;
    const ended = new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    const over = ended.finally(() => (isOver = true));
    // The caller sees its failure below, after the last sample.
    over.catch(() => undefined);
    while (!isOver) {
      const { pid = 0 } = child;
      const [own = 0, ...below] = await Promise.all([pid, ...(await descendants(pid))].map(pssOf));
      ownTicks = Math.max(ownTicks, await ticksOf(pid));
      peaks.own = Math.max(peaks.own, own);
      peaks.below = Math.max(
        peaks.below,
        below.reduce((sum, one) => sum + one, 0),
      );
      await Promise.race([over, sleep(EVERY_MS)]);
    }
    const code = await over;
    if (code !== exits) throw new Error(`${command.join(" ")} exited with ${String(code)}:\n${printed}`);
  });
  const ticks = (await waitedForTicks()) - before;
  const isMeasured = process.platform === "linux";
  return {
    seconds,
    cpuSeconds: isMeasured ? ticks / TICKS_PER_SECOND : Number.NaN,
    ownCpuSeconds: isMeasured ? ownTicks / TICKS_PER_SECOND : Number.NaN,
    belowMiB: isMeasured ? peaks.below / 1024 : null,
    ownMiB: isMeasured ? peaks.own / 1024 : null,
  };
}

/** A process's proportional memory, in KiB: pages that several processes map are divided among them. */
async function pssOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}

/** The CPU time of all processes that this one has waited for, and of those that they waited for, in ticks. */
async function waitedForTicks(): Promise<number> {
  const { cutime, cstime } = await timesOf("self");
  return cutime + cstime;
}

/** The CPU time of a process, without those below it, in ticks; 0 once it has ended. */
async function ticksOf(pid: number): Promise<number> {
  const { utime, stime } = await timesOf(String(pid));
  return utime + stime;
}

async function timesOf(process: string): Promise<Record<"utime" | "stime" | "cutime" | "cstime", number>> {
  const stat = await readFile(`/proc/${process}/stat`, "utf8").catch(() => "");
  // `1234 (a name) S 1 …`: these are the fields 14 to 17.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number);
  return { utime, stime, cutime, cstime };
}
