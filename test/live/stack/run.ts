import { type ExecFileException, execFile } from "node:child_process";
import { basename } from "node:path";
import { promisify } from "node:util";

/** The options of a program that runs to its end. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** @default 15 s */
  readonly timeoutMs?: number;
}

/** Runs a program and returns its output. @throws with the last line of its error output */
export async function run(path: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { cwd, env, timeoutMs = 15_000 } = options;
  const { stdout } = await promisify(execFile)(path, [...args], {
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, ...env },
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: ExecFileException) => {
    throw new Error(`${basename(path)} ${args[0] ?? ""}: ${reasonOf(error)}`);
  });
  return stdout;
}

function reasonOf({ killed, signal, code, stderr, message }: ExecFileException): string {
  if (killed) return "it took too long";
  const said = (stderr ?? "").trim().split("\n").at(-1);
  if (said) return said.trim();
  if (signal) return `ended by ${signal}`;
  return typeof code === "number" ? `exit code ${code}` : message;
}
