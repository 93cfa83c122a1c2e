import { existsSync } from "node:fs";
import { join } from "node:path";
import { EngineError, type EngineIn, listStacks, type ListedStack } from "../../engine/pulumi.js";
import type { Engine } from "../../engine/way.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "./context.js";
import { ExitCode } from "../failure/exit-code.js";

/**
 * The stack that is meant: the one that was named, else the selected one, else the only one.
 *
 * @throws CommandError that names those that there are
 */
export async function stackName({ stack, io }: Context, folder: string, engine: Engine): Promise<string> {
  // Asking the engine takes as long as a small refresh.
  if (stack !== undefined && existsSync(join(folder, `Pulumi.${stack.split("/").at(-1)}.yaml`))) return stack;
  const known = await stacksOf({ engine, folder, env: io.env });
  const names = known.map(({ name }) => name);
  if (stack !== undefined) {
    if (names.includes(stack) || stack.includes("/")) return stack;
    throw new CommandError(`There is no stack "${stack}" in ${folder}`, {
      exitCode: ExitCode.usage,
      next: remedy(names),
    });
  }
  const meant = known.find(({ current }) => current) ?? (known.length === 1 ? known[0] : undefined);
  if (meant) return meant.name;
  throw new CommandError("No stack is selected", { exitCode: ExitCode.usage, next: remedy(names) });
}

function remedy(names: readonly string[]): string {
  if (names.length === 0) return "The project has no stack yet; arkenos init makes one";
  return `Name one with --stack: ${names.join(", ")}`;
}

async function stacksOf(at: EngineIn): Promise<ListedStack[]> {
  return listStacks(at).catch((error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
    throw new CommandError(`The engine cannot list the project's stacks: ${error.message}`);
  });
}
