import { onThisStack } from "../../on-this-stack.js";
import type { ConfigDraft } from "../../config-file/config-draft.js";
import type { Desired } from "../../desired/desired.js";
import type { Inventory } from "../../import/inventory.js";
import { KINDS, kinds, type Mapping } from "../../import/kinds.js";
import { settingsOf } from "../../import/settings.js";
import { numbersWith } from "../../import/suggestion.js";
import { objectNames } from "@arkenos/stacks/object-names";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { canAsk, choose } from "../terminal/prompt.js";
import { requireAgent } from "../stack/required.js";

/** What the config edit is based on. */
interface ImportPlan {
  readonly inventory: Inventory;
  readonly mapping: Mapping;
  readonly desired: Desired;
  readonly agent: string | undefined;
}

/**
 * The config edit for the imported objects: their names, their numbers with an agent, and settings that differ from the
 * defaults. Existing entries stay.
 *
 * @throws CommandError if it is not known which agent answers the numbers
 */
export async function configEdit(context: Context, plan: ImportPlan): Promise<(draft: ConfigDraft) => void> {
  const { inventory, mapping, desired } = plan;
  const { config } = desired;
  const names = objectNames(config);
  const defaults = Object.fromEntries(kinds.map((kind) => [kind, names[KINDS[kind].resource]]));
  const { agentName, ...sections } = settingsOf(inventory, mapping, defaults);
  const numbers = numbersWith(inventory, mapping).taken.filter((number) => !Object.hasOwn(config.numbers, number));
  const agent = numbers.length > 0 ? await agentFor(context, numbers, plan) : undefined;
  return (draft) => {
    if (agentName !== undefined && agentName !== config.agentName && draft.merged()["arkenos:agentName"] === undefined)
      draft.set("agentName", agentName);
    for (const [key, found] of Object.entries(sections) as [keyof typeof sections, object][])
      draft.addFields(key, found);
    for (const number of numbers) if (agent !== undefined) draft.setNumber(number, { agent });
  };
}

async function agentFor(context: Context, numbers: readonly string[], { desired, agent }: ImportPlan): Promise<string> {
  const agents = Object.keys(desired.config.agents);
  if (agent !== undefined) {
    requireAgent(desired.config, agent);
    return agent;
  }
  const [only, ...more] = agents;
  if (only !== undefined && more.length === 0) return only;
  const text = numbers.join(", ");
  if (only !== undefined && canAsk(context)) {
    const options = agents.map((id) => ({ value: id, label: id }));
    return choose(context, { message: `Which agent answers ${text}?`, instead: "--agent ID", options });
  }
  throw new CommandError({
    code: "no_agent_chosen",
    message: `The trunk has ${text}, and no agent is chosen for it`,
    exitCode: ExitCode.usage,
    next:
      only === undefined
        ? `Add an agent first: ${onThisStack("arkenos agents add reception --prompt TEXT")}`
        : `Add --agent ID; agents are ${agents.join(", ")}`,
  });
}
