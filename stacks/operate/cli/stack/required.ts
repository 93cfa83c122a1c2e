import { onThisStack } from "../../on-this-stack.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** @throws CommandError that lists the agents if the config does not have this one */
export function requireAgent({ agents }: { readonly agents: Readonly<Record<string, object>> }, agent: string): void {
  if (Object.hasOwn(agents, agent)) return;
  const names = Object.keys(agents).join(", ");
  const next =
    names === ""
      ? `The config has no agents yet; add one with ${onThisStack("arkenos agents add ID --prompt TEXT")}`
      : `Agents are ${names}`;
  throw new CommandError({
    code: "unknown_agent",
    message: `Unknown agent "${agent}"`,
    exitCode: ExitCode.usage,
    next,
  });
}
