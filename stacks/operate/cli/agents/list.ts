import type { StackConfig } from "@arkenos/stacks/config";
import { onThisStack } from "../../on-this-stack.js";
import { referencesTo } from "./references.js";
import { openConfigured } from "../stack/opened-stack.js";
import type { Context } from "../stack/context.js";
import type { Answer } from "../terminal/answer.js";
import { table } from "../terminal/table.js";

/** An agent of the config. */
export interface ListedAgent {
  readonly id: string;
  /** The numbers that it answers, in E.164. */
  readonly numbers: readonly string[];
  /** Whether it answers all other calls. */
  readonly isDefault: boolean;
}

/** `arkenos agents list`: the agents of the config. No cloud is called. */
export async function runList(context: Context): Promise<Answer> {
  const { stack, config } = await openConfigured(context);
  const agents = listedAgents(config);
  return { data: { stack: stack.name, agents }, text: render(agents) };
}

/** The agents of a config with the numbers that they answer. */
export function listedAgents({
  agents,
  numbers,
  defaultAgent,
}: Pick<StackConfig, "agents" | "numbers" | "defaultAgent">): ListedAgent[] {
  return Object.keys(agents).map((id) => ({
    id,
    ...referencesTo(id, { numbers, defaultAgent }),
  }));
}

function render(agents: readonly ListedAgent[]): string {
  if (agents.length === 0) return `No agents yet. Add one: ${onThisStack("arkenos agents add ID --prompt TEXT")}`;
  const rows = agents.map(({ id, numbers, isDefault }) => [
    id,
    [...numbers, ...(isDefault ? ["all other calls"] : [])].join(", ") || "no calls",
  ]);
  return table(["AGENT", "ANSWERS"], rows);
}
