import type { StackConfig } from "@arkenos/stacks/config";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** @throws CommandError if the config has no such agent; it names those that there are */
export function requireAgent({ agents }: Pick<StackConfig, "agents">, agent: string): void {
  if (Object.hasOwn(agents, agent)) return;
  const names = Object.keys(agents).join(", ");
  const next = names === "" ? "The config has no agents; add one to arkenos:agents" : `Agents are ${names}`;
  throw new CommandError(`There is no agent "${agent}"`, { exitCode: ExitCode.usage, next });
}
