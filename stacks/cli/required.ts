import { isE164 } from "@arkenos/provider";
import type { StackConfig } from "../config.js";
import { numberProblems } from "../topology/number-rules.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";

/** @throws CommandError if a text is no number in E.164; it says how it would be written */
export function requireE164(number: string): void {
  if (isE164(number)) return;
  const [problem = ""] = numberProblems({ numbers: { [number]: {} } as never });
  // On a command line no YAML takes a number for a quantity.
  const [says, next] = problem
    .slice(problem.indexOf("]: ") + 3)
    .replace(/, in quotes,?/, "")
    .split("; ");
  throw new CommandError(`"${number}" ${says}`, { exitCode: ExitCode.usage, ...(next && { next: capital(next) }) });
}

/** @throws CommandError if the config has no such agent; it names those that there are */
export function requireAgent({ agents }: Pick<StackConfig, "agents">, agent: string): void {
  if (Object.hasOwn(agents, agent)) return;
  const names = Object.keys(agents).join(", ");
  const next = names === "" ? "The config has no agents; add one to arkenos:agents" : `Agents are ${names}`;
  throw new CommandError(`There is no agent "${agent}"`, { exitCode: ExitCode.usage, next });
}

function capital(text: string): string {
  return (text[0] ?? "").toUpperCase() + text.slice(1);
}
