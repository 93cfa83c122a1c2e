import { CommandError } from "./command-error.js";

/** A file of the state is half written, so no command can read the stack. */
export class UnreadableStateError extends CommandError {
  override name = "UnreadableStateError";

  /** @param said what the engine said */
  constructor(said: string) {
    super("The stack's state cannot be read: a killed run left a file of it half written", {
      problems: [said],
      next: "arkenos provision repairs it and goes on",
    });
  }
}

/** The same where nothing is left to repair it from. */
export function beyondRepair({ message, problems = [] }: UnreadableStateError): CommandError {
  return new CommandError(message, {
    problems: [...problems, "No copy of it is whole, neither the engine's .bak nor one of backups/"],
    next: "Put a copy of your own in its place. Without one, delete the file, then run pulumi stack init with the stack's name, and pulumi up, which finds what the stack made",
  });
}
