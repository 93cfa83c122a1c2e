import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A stack, and the engine that is told to do something with it. */
export interface OnStack {
  /** Path of the binary. */
  readonly pulumi: string;
  /** The project's folder. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stack: string;
}

/** The engine refused; the message is what it said. */
export class EngineError extends Error {
  override name = "EngineError";
}

/**
 * Runs one of the engine's own commands to its end.
 *
 * @returns what it printed, secrets included where they were asked for
 * @throws EngineError
 */
export async function pulumi(on: OnStack, args: readonly string[]): Promise<string> {
  const argv = [...args, "--stack", on.stack, "--non-interactive"];
  const options = { cwd: on.folder, env: on.env, maxBuffer: Number.POSITIVE_INFINITY };
  const { stdout } = await promisify(execFile)(on.pulumi, argv, options).catch(refuse);
  return stdout;
}

function refuse({
  stdout = "",
  stderr = "",
  message = "",
}: {
  stdout?: string;
  stderr?: string;
  message?: string;
}): never {
  const said = `${stdout}\n${stderr}`.split("\n").filter((line) => /error:/.test(line));
  const words = said.join(" ").replace(/\s*error:\s*/g, " ");
  throw new EngineError(words.trim() || message);
}
