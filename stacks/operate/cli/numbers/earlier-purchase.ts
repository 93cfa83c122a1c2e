import type { NumberEntry } from "../../config-file/config-draft.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/**
 * The number of a purchase that is in the config already, which is finished instead of buying another:
 * this very number; one that the account does not own yet, as a run that was interrupted leaves it; or,
 * for a search, one that was bought for this agent, unless one more is asked for.
 *
 * @throws CommandError if the number is in the config as somebody else's
 */
export function earlierPurchase(
  numbers: Readonly<Record<string, NumberEntry>>,
  owned: ReadonlySet<string>,
  number: string | undefined,
  { agent, another }: { readonly agent: string; readonly another?: true | undefined },
): string | undefined {
  if (number !== undefined) {
    const entry = numbers[number];
    if (entry && entry.agent !== agent) throw othersNumber(number, entry.agent ?? "nobody", agent);
    return entry && number;
  }
  const bought = Object.entries(numbers).filter(([, entry]) => entry.agent === agent && entry.purchase === true);
  const unfinished = bought.find(([candidate]) => !owned.has(candidate));
  return (unfinished ?? (another ? undefined : bought.at(-1)))?.[0];
}

function othersNumber(number: string, present: string, agent: string): CommandError {
  return new CommandError(`${number} is in this stack already, and answered by ${present}`, {
    exitCode: ExitCode.usage,
    next: `To change that: arkenos numbers reassign ${number} --agent ${agent}`,
  });
}
