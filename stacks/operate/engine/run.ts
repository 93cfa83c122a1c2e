import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followEvents, type OnEvent } from "./event-log.js";
import { engineFailureIn } from "./pulumi.js";
import type { RunJournal } from "./run-journal.js";
import type { StackOptions } from "./stack-options.js";

/** How a run is followed. */
export interface Following {
  /** Receives its events as they happen. */
  readonly onEvent: OnEvent;
  /** Asks the engine to stop: running calls finish, and no new ones begin. */
  readonly signal?: AbortSignal | undefined;
  /** Records the run, whose state is written only at its end. */
  readonly journal?: RunJournal | undefined;
  /** Whether the run changes no cloud, so that a killed one loses nothing. */
  readonly isReading?: boolean;
}

/**
 * Runs a command of the engine that runs the stack's program: the Automation API does the same, but takes half a second
 * of CPU time and 60 MB to load.
 *
 * The engine gets a separate process group. Ctrl-C reaches every process in the terminal's group, so the engine would
 * receive it twice: from the terminal and from here. It treats the second as "stop at once", which aborts running calls.
 *
 * @throws DamagedStateError, or EngineError with the engine's message
 */
export async function run(options: StackOptions, args: readonly string[], following: Following): Promise<void> {
  if (following.journal) return runInto(following.journal.log, options, args, following);
  // Other users cannot read the folder.
  const temporary = await mkdtemp(join(tmpdir(), "arkenos-run-"));
  try {
    const log = join(temporary, "events");
    await writeFile(log, "");
    await runInto(log, options, args, following);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function runInto(
  log: string,
  { engine, folder, name, env }: StackOptions,
  args: readonly string[],
  { onEvent, signal, journal, isReading = false }: Following,
): Promise<void> {
  const child = spawn(engine.pulumi, [...args, "--stack", name, "--event-log", log, "--non-interactive"], {
    cwd: folder,
    // The engine has --event-log only among its commands for debugging.
    env: { ...env, ...engine.env, PULUMI_DEBUG_COMMANDS: "true", ...((journal || isReading) && ONE_WRITE) },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => (output[stream] += text));
  const end = ended(child, signal);
  if (child.pid !== undefined) await journal?.note(child.pid);
  const [code] = await Promise.all([end, followEvents(log, { onEvent, isKept: journal !== undefined }, end)]);
  if (code !== 0) throw engineFailureIn(`${output.stdout}\n${output.stderr}`);
}

/** The engine writes the whole state twice for each resource otherwise. */
const ONE_WRITE = { PULUMI_SKIP_CHECKPOINTS: "true" };

/** The engine misses an interrupt that arrives while it handles another one. */
const INSIST_EVERY_MS = 250;

/**
 * Waits for the engine to end. When asked to stop, it lets running calls finish; another interrupt then ends it at
 * once.
 */
async function ended(child: ChildProcess, signal: AbortSignal | undefined): Promise<number | null> {
  const interrupt = () => void child.kill("SIGINT");
  let insisting: NodeJS.Timeout | undefined;
  const insist = () => {
    interrupt();
    insisting ??= setInterval(interrupt, INSIST_EVERY_MS);
  };
  const stop = () => {
    interrupt();
    process.on("SIGINT", insist);
  };
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
  } finally {
    clearInterval(insisting);
    signal?.removeEventListener("abort", stop);
    process.off("SIGINT", insist);
  }
}
