import { damageMessage, DamagedStateError } from "../../engine/damage.js";
import { holdersIn } from "../../engine/lock.js";
import { LockedStackError } from "../../engine/pulumi.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";
import { LockedError } from "./locked-error.js";
import { UnreadableStateError } from "./unreadable-state-error.js";

/** The failure for a stack that the engine cannot open; undefined for other errors. */
export function knownFailure(error: Error): CommandError | undefined {
  const { name, message } = error;
  if (name === "ConcurrentUpdateError" || error instanceof LockedStackError) return new LockedError(holdersIn(message));
  if (name === "StackNotFoundError" || /^no stack named/.test(message)) {
    return new CommandError("The stack does not exist", {
      exitCode: ExitCode.usage,
      next: "Create it with arkenos init",
    });
  }
  if (/passphrase must be set|incorrect passphrase/.test(message)) {
    return new CommandError("The stack's secrets cannot be decrypted: the passphrase is missing or wrong", {
      exitCode: ExitCode.usage,
      next: "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
    });
  }
  const damage = error instanceof DamagedStateError ? message : damageMessage(message);
  return damage === undefined ? undefined : new UnreadableStateError(damage);
}
