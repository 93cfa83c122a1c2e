import { spawn } from "node:child_process";
import { join } from "node:path";
import { REPOSITORY } from "../repository.js";

/** The command, as a person runs it, in a separate process; its arguments follow. */
export const ARKENOS = [process.execPath, join(REPOSITORY, "stacks", "operate", "arkenos.js")] as const;

/** The result of a command without a terminal. */
export interface Left {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in a separate process, without a terminal. */
export function runArkenos(
  words: readonly string[],
  { cwd, env, input = "" }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly input?: string },
): Promise<Left> {
  const [node, command] = ARKENOS;
  const child = spawn(node, [command, ...words], { cwd, env });
  child.stdin.on("error", () => undefined).end(input);
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (exitCode) => resolve({ exitCode, ...printed }));
  });
}
