import type { ConfigDraft } from "../../config-file/config-draft.js";
import type { Desired } from "../../desired/desired.js";
import type { Inventory } from "../../import/inventory.js";
import type { Mapping } from "../../import/kinds.js";
import { settingsOf } from "../../import/settings.js";
import { numbersWith } from "../../import/suggestion.js";
import { objectNames } from "@arkenos/stacks/object-names";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { canAsk, choose } from "../terminal/prompt.js";
import { requireAgent } from "../stack/required.js";

/** What an edit is made of. */
interface Importing {
  readonly inventory: Inventory;
  readonly mapping: Mapping;
  readonly desired: Desired;
  readonly agent: string | undefined;
}

/**
 * The edit that makes the config say what the taken objects are: their names, their numbers with an agent, and the
 * settings that differ from the defaults. What the config says already stays.
 *
 * @throws CommandError where nothing tells which agent answers the numbers
 */
export async function configEdit(context: Context, importing: Importing): Promise<(draft: ConfigDraft) => void> {
  const { inventory, mapping, desired } = importing;
  const { config } = desired;
  const { trunk, inbound, rule, outbound, credentials } = objectNames(config);
  const defaults = {
    elasticTrunk: trunk,
    inboundTrunk: inbound,
    dispatchRule: rule,
    outboundTrunk: outbound,
    credentialList: credentials,
  };
  const { agentName, ...sections } = settingsOf(inventory, mapping, defaults);
  const numbers = numbersWith(inventory, mapping).taken.filter((number) => !Object.hasOwn(config.numbers, number));
  const agent = numbers.length > 0 ? await agentFor(context, numbers, importing) : undefined;
  return (draft) => {
    const said = draft.values();
    if (agentName !== undefined && agentName !== config.agentName && said["arkenos:agentName"] === undefined)
      draft.set("agentName", agentName);
    for (const [key, found] of Object.entries(sections) as [keyof typeof sections, object][]) {
      const known = objectIn(said[`arkenos:${key}`]);
      const more = Object.entries(found).filter(([field]) => !(field in known));
      if (more.length > 0) draft.set(key, { ...known, ...Object.fromEntries(more) });
    }
    for (const number of numbers) if (agent !== undefined) draft.setNumber(number, { agent });
  };
}

async function agentFor(context: Context, numbers: readonly string[], { desired, agent }: Importing): Promise<string> {
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
  throw new CommandError(`${text} comes with the trunk, and nothing says which agent answers it`, {
    exitCode: ExitCode.usage,
    next:
      only === undefined
        ? "Add an agent first: arkenos init --agent reception --prompt TEXT"
        : `Say --agent ID; agents are ${agents.join(", ")}`,
  });
}

/** `pulumi config set` without `--path` writes an object as a text of JSON. */
function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  const parsed: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return typeof parsed === "object" && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : {};
}
