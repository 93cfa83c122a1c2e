import { onThisStack } from "../../on-this-stack.js";
import type { NumberEntry } from "../../config-file/config-draft.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/**
 * The number of an earlier purchase in the config, which is completed instead of buying another: the named number; one
 * that the account does not own yet, which an interrupted run leaves; or, for a search, one bought for this agent, unless
 * another is requested.
 *
 * @throws CommandError if the config assigns the number to another agent
 */
export function earlierPurchase(
  numbers: Readonly<Record<string, NumberEntry>>,
  owned: ReadonlySet<string>,
  number: string | undefined,
  { agent, another }: { readonly agent: string; readonly another?: true | undefined },
): string | undefined {
  if (number !== undefined) {
    const entry = numbers[number];
    if (entry && entry.agent !== agent) throw assignedElsewhere(number, entry.agent ?? "no agent", agent);
    return entry && number;
  }
  const bought = Object.entries(numbers).filter(([, entry]) => entry.agent === agent && entry.purchase === true);
  const unfinished = bought.find(([candidate]) => !owned.has(candidate));
  return (unfinished ?? (another ? undefined : bought.at(-1)))?.[0];
}

function assignedElsewhere(number: string, present: string, agent: string): CommandError {
  return new CommandError({
    code: "already_assigned",
    message: `${number} is already in this stack, answered by ${present}`,
    exitCode: ExitCode.usage,
    next: `To change the agent: ${onThisStack(`arkenos numbers reassign ${number} --agent ${agent}`)}`,
  });
}
