import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import type { Engine } from "./engine-source.js";

/** What the Automation API has for those who run the engine, beyond its types. */
interface Automation {
  // There is no other way to name a binary that is neither on PATH nor in a folder called bin.
  readonly PulumiCommand: new (command: string, version: SemVer) => PulumiCommand;
  readonly CommandResult: new (stdout: string, stderr: string, code: number) => object;
  readonly createCommandError: (result: object) => Error;
}

/**
 * The engine as the Automation API calls it, in a separate process group. Ctrl-C at a terminal goes to everybody in
 * the group of who is before it: the engine would hear of it twice, from the terminal and from the API, and takes the
 * second for "at once", which ends calls that are under way.
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
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.stdout += text;
      onOutput(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.stderr += text;
      onError(text);
    });
    const code = await ended(child, signal);
    const result = new CommandResult(said.stdout, said.stderr, code);
    if (code !== 0) throw createCommandError(result);
    return result;
  };
  return Object.assign(new PulumiCommand(pulumi, new SemVer(version)), { run });
}

/** The engine misses an interrupt that comes while it deals with another. */
const INSIST_EVERY_MS = 250;

/** Waits for the engine to end. Asked to stop, it lets running calls end; an interrupt after that ends it at once. */
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
