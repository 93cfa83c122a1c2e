import { existsSync } from "node:fs";
import { EngineError, type EngineIn, listStacks, type ListedStack } from "../../engine/pulumi.js";
import { selectedStack } from "../../engine/selected-stack.js";
import { CommandError } from "../failure/command-error.js";
import { knownFailure } from "../failure/known-failure.js";
import type { Context } from "./context.js";
import { engineFor } from "./engine.js";
import { ExitCode } from "../failure/exit-code.js";
import { configFileOf } from "./stack-file.js";

/**
 * The stack to use: the named one, the selected one, or the only one.
 *
 * @throws CommandError that lists the stacks
 */
export async function stackName(context: Context, folder: string): Promise<string> {
  const { stack, io } = context;
  const { env } = io;
  // Asking the engine is slow. It reports what is wrong with its files and the project's.
  const likely = await withConfig(stack, folder, env).catch(() => undefined);
  if (likely !== undefined) return likely;
  const known = await stacksOf({ engine: await engineFor(context), folder, env });
  const names = known.map(({ name }) => name);
  if (stack !== undefined) {
    if (names.includes(stack) || stack.includes("/")) return stack;
    throw new CommandError({
      code: "unknown_stack",
      message: `Unknown stack "${stack}" in ${folder}`,
      exitCode: ExitCode.usage,
      next: remedy(names),
    });
  }
  const chosen = known.find(({ current }) => current) ?? (known.length === 1 ? known[0] : undefined);
  if (chosen) return chosen.name;
  throw new CommandError({
    code: "no_stack",
    message: "No stack is selected",
    exitCode: ExitCode.usage,
    next: remedy(names),
  });
}

/** The named stack, or else the selected one, if it has a config file. @throws Error if a file cannot be read */
async function withConfig(
  stack: string | undefined,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const likely = stack ?? (await selectedStack(folder, env));
  return likely !== undefined && existsSync(configFileOf(folder, likely)) ? likely : undefined;
}

function remedy(names: readonly string[]): string {
  if (names.length === 0) return "The project has no stacks yet; create one with arkenos init";
  return `Choose one with --stack: ${names.join(", ")}`;
}

async function stacksOf(at: EngineIn): Promise<ListedStack[]> {
  return listStacks(at).catch((error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
    throw (
      knownFailure(error) ??
      new CommandError({
        code: "stacks_unreadable",
        message: `Could not list the project's stacks: ${error.message}`,
        next: "Run pulumi stack ls in the project's folder for details",
      })
    );
  });
}

/** @throws CommandError if Pulumi would not create a stack of this name */
export function requireStackName(name: string): void {
  if (/^([\w.-]{1,100}\/){0,2}[\w.-]{1,100}$/.test(name)) return;
  throw new CommandError({
    code: "invalid_flag",
    message: `--stack: "${name}" is not a stack's name`,
    exitCode: ExitCode.usage,
    next: "Write 1 to 100 letters, digits, and . _ -",
  });
}
