import { execFile } from "node:child_process";
import { promisify } from "node:util";

const timeoutMs = 2 * 60_000;

/** npm failed or is not installed; the message is the first line of its output. */
export class NpmError extends Error {
  override name = "NpmError";
}

/** Runs npm in a folder. @returns its output @throws NpmError */
export async function npm(folder: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const isWindows = process.platform === "win32";
  // On Windows npm is a batch file, which needs a shell; the shell needs quotes around a path with a space.
  const words = isWindows ? args.map((word) => `"${word}"`) : args;
  try {
    const options = { cwd: folder, env, timeout: timeoutMs, shell: isWindows, maxBuffer: 64 << 20 };
    return (await promisify(execFile)("npm", words, options)).stdout;
  } catch (error) {
    throw new NpmError(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const { code, killed, stderr = "" } = error as { code?: unknown; killed?: boolean; stderr?: string };
  if (code === "ENOENT") return "npm is not on PATH";
  if (killed) return "npm did not finish in two minutes";
  const errors = stderr.split("\n").filter((line) => /^npm (error|ERR!) (?!code)/.test(line));
  return errors[0]?.replace(/^npm (error|ERR!) /, "") ?? "npm failed and gave no reason";
}
