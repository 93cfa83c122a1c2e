import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** What the config says of a number of the stack. @throws CommandError if the config does not have it */
export function requireInStack<Entry>(numbers: Readonly<Record<string, Entry>>, number: string): Entry {
  const entry = Object.hasOwn(numbers, number) ? numbers[number] : undefined;
  if (entry !== undefined) return entry;
  const known = Object.keys(numbers);
  const shown = known.length > 10 ? `${known.slice(0, 10).join(", ")} and ${known.length - 10} more` : known.join(", ");
  throw new CommandError(`${number} is not a number of this stack`, {
    exitCode: ExitCode.usage,
    next:
      known.length === 0
        ? `The stack has none yet: arkenos numbers assign ${number} --agent ID`
        : `Its numbers are ${shown}; arkenos numbers assign ${number} --agent ID would add it`,
  });
}
