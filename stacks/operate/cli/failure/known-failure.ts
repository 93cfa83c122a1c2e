import { refusalIn } from "../../engine/refusal.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";
import { LockedError } from "./locked-error.js";
import { UnreadableStateError } from "./unreadable-state-error.js";

const TEXTS = {
  stack_not_found: { message: "The stack does not exist", next: "Create it with arkenos init" },
  passphrase: {
    message: "The stack's secrets cannot be decrypted: the passphrase is missing or wrong",
    next: "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
  },
  login: {
    message: "Pulumi is not logged in to the backend that keeps the stack's state",
    next: "Run pulumi login, or set PULUMI_ACCESS_TOKEN",
  },
} as const;

/** The failure for a stack that the engine cannot open; undefined for other errors. */
export function knownFailure({ message: said }: Error): CommandError | undefined {
  const refusal = refusalIn(said);
  if (refusal === undefined) return undefined;
  if (refusal.code === "stack_locked") return new LockedError(refusal.holders);
  if (refusal.code === "state_damaged") return new UnreadableStateError(refusal.message);
  const { message, next } = TEXTS[refusal.code];
  return new CommandError(message, { exitCode: ExitCode.usage, next });
}
