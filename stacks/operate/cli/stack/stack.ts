import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { EngineStack } from "../../engine/stack.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "./context.js";
import { ExitCode } from "../failure/exit-code.js";
import { engineFor } from "./engine.js";
import { configFileOf, requireYaml } from "./stack-file.js";
import { stackName } from "./stack-name.js";

/** Opens the stack of a command, without locking or changing it. */
export async function openStack(context: Context): Promise<EngineStack> {
  const { io, cwd } = context;
  const folder = projectFolder(cwd);
  return new EngineStack({ folder, name: await stackName(context, folder), env: io.env }, () => engineFor(context));
}

/**
 * Opens the stack for a run of the engine.
 *
 * @throws ConfigFileError if its file is not valid YAML
 */
export async function openStackToRun(context: Context): Promise<EngineStack> {
  const stack = await openStack(context);
  await stack.engine();
  await requireYaml(configFileOf(stack.folder, stack.name));
  return stack;
}

/** The nearest folder with a Pulumi.yaml, at or above this one. @throws CommandError if there is none */
export function projectFolder(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "Pulumi.yaml"))) return at;
    if (dirname(at) === at) break;
  }
  throw new CommandError({
    code: "no_project",
    message: `There is no Pulumi.yaml in ${folder} or above it`,
    exitCode: ExitCode.usage,
    next: "Run this in the project folder, or set it with --cwd; arkenos init creates a new project",
  });
}
