import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import type { Engine } from "./engine-source.js";

/** Exports of the Automation API that its types do not declare. */
interface Automation {
  // This is the only way to name a binary that is neither on PATH nor in a folder called bin.
  readonly PulumiCommand: new (command: string, version: SemVer) => PulumiCommand;
  readonly CommandResult: new (stdout: string, stderr: string, code: number) => object;
  readonly createCommandError: (result: object) => Error;
}

/**
 * The engine as the Automation API calls it, but in a separate process group. Ctrl-C reaches every process in the
 * terminal's group, so the engine would receive it twice: from the terminal and from the API. It treats the second as
 * "stop at once", which aborts running calls.
 */
export function engineCommand(automation: object, { pulumi, version }: Engine): PulumiCommand {
  const { PulumiCommand, CommandResult, createCommandError } = automation as Automation;
  const run = async (
    args: readonly string[],
    cwd: string,
    given: NodeJS.ProcessEnv,
    onOutput: (text: string) => void = () => undefined,
    onError: (text: string) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<object> => {
    const PATH = [dirname(pulumi), given.PATH ?? process.env.PATH].join(delimiter);
    const child = spawn(pulumi, [...args, "--non-interactive"], {
      cwd,
      env: { ...process.env, ...given, PATH, PULUMI_AUTOMATION_API: "true" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
      onOutput(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
      onError(text);
    });
    const code = await ended(child, signal);
    const result = new CommandResult(output.stdout, output.stderr, code);
    if (code !== 0) throw createCommandError(result);
    return result;
  };
  return Object.assign(new PulumiCommand(pulumi, new SemVer(version)), { run });
}

/** The engine misses an interrupt that arrives while it handles another one. */
const INSIST_EVERY_MS = 250;

/**
 * Waits for the engine to end. When asked to stop, it lets running calls finish; another interrupt then ends it at
 * once.
 */
async function ended(child: ChildProcess, signal: AbortSignal | undefined): Promise<number> {
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
      child.once("error", reject).once("close", (code) => resolve(code ?? -1));
    });
  } finally {
    clearInterval(insisting);
    signal?.removeEventListener("abort", stop);
    process.off("SIGINT", insist);
  }
}
