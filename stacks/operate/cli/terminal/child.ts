import { spawn } from "node:child_process";
import { pipeline } from "node:stream/promises";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";

/** A program to run. */
export interface Child {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to our own environment. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs a program until it exits. Its output replaces ours; with `--json` it goes to standard error. Interrupts are passed
 * on.
 *
 * @throws CommandError if it cannot be started, or fails
 */
export async function runChild({ command, args, cwd, env }: Child, { io, json }: Context): Promise<void> {
  const child = spawn(command, [...args], { cwd, env: { ...io.env, ...env }, stdio: ["inherit", "pipe", "pipe"] });
  // When a reader of ours goes away, the program's stream is closed, too; otherwise the program would wait for a reader.
  for (const [from, to] of [[child.stdout, json ? io.stderr : io.stdout] as const, [child.stderr, io.stderr] as const])
    pipeline(from, to, { end: false }).catch(() => undefined);
  const stop = () => child.kill(io.signal.reason === "SIGINT" ? "SIGINT" : "SIGTERM");
  io.signal.addEventListener("abort", stop, { once: true });
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once("error", reject).once("close", (code, signal) => resolve([code, signal]));
    });
    if (code === 0 || signal === "SIGPIPE" || io.signal.aborted) return;
    throw new CommandError({
      code: "program_failed",
      message: `${command} exited with ${code === null ? signal : `exit code ${code}`}`,
    });
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isMissing) throw error;
    throw new CommandError({
      code: "program_not_found",
      message: `Program not found: ${command}`,
      exitCode: ExitCode.usage,
      next: "Check its name and that it is on PATH",
    });
  } finally {
    io.signal.removeEventListener("abort", stop);
  }
}
