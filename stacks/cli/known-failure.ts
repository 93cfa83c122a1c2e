import { holdersIn } from "../engine/lock.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";
import { LockedError } from "./locked-error.js";

/** What the engine says of a stack that it cannot open, in words; undefined for anything else. */
export function knownFailure({ name, message }: Error): CommandError | undefined {
  if (name === "ConcurrentUpdateError") return new LockedError(holdersIn(message));
  if (name === "StackNotFoundError" || /^no stack named/.test(message)) {
    return new CommandError("There is no such stack", { exitCode: ExitCode.usage, next: "arkenos init makes one" });
  }
  if (/passphrase must be set|incorrect passphrase/.test(message)) {
    return new CommandError("The stack's secrets cannot be read: the passphrase is missing or wrong", {
      exitCode: ExitCode.usage,
      next: "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
    });
  }
  if (
    /\b(EOF|unexpected end of JSON input)\b/.test(message) &&
    /checkpoint|snapshot|\.attrs|state|stack/i.test(message)
  ) {
    return new CommandError("The stack's state cannot be read: a killed run left a file of it half written", {
      next: "arkenos provision repairs it and goes on",
      problems: [message.split("\n")[0] ?? message],
    });
  }
  return undefined;
}
