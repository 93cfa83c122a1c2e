import { onThisStack } from "../../on-this-stack.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** The config entry of a number. @throws CommandError if the config does not have it */
export function requireInStack<Entry>(numbers: Readonly<Record<string, Entry>>, number: string): Entry {
  const entry = Object.hasOwn(numbers, number) ? numbers[number] : undefined;
  if (entry !== undefined) return entry;
  const known = Object.keys(numbers);
  const shown = known.length > 10 ? `${known.slice(0, 10).join(", ")} and ${known.length - 10} more` : known.join(", ");
  const add = `add it with ${onThisStack(`arkenos numbers assign ${number} --agent ID`)}`;
  throw new CommandError({
    code: "number_not_in_stack",
    message: `${number} is not in this stack`,
    exitCode: ExitCode.usage,
    next: known.length === 0 ? `The stack has no numbers yet; ${add}` : `Its numbers are ${shown}; ${add}`,
  });
}
