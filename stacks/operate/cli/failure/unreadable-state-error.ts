import { onThisStack } from "../../on-this-stack.js";
import { CommandError } from "./command-error.js";

/** A state file is half written, so no command can read the stack. */
export class UnreadableStateError extends CommandError {
  override name = "UnreadableStateError";

  /** @param message of the engine */
  constructor(message: string) {
    super({
      code: "state_damaged",
      message: "The stack's state cannot be read: a killed run left a state file half written",
      problems: [message],
      next: `Run ${onThisStack("arkenos provision")} to repair it and continue`,
    });
  }
}

/** The same if there is no copy to repair it from. */
export function beyondRepair({ message, problems = [] }: UnreadableStateError): CommandError {
  return new CommandError({
    code: "state_damaged",
    message,
    problems: [...problems, "No intact copy was found, neither the engine's .bak file nor one in backups/"],
    next: "Restore the file from your own backup. Without one, delete the file, then run pulumi stack init with the stack's name and pulumi up, which finds the stack's objects",
  });
}
