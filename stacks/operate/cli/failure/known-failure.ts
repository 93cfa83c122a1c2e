import { onThisStack } from "../../on-this-stack.js";
import { DamagedStateError } from "../../engine/damage.js";
import { EngineError } from "../../engine/pulumi.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";
import { LockedError } from "./locked-error.js";
import { UnreadableStateError } from "./unreadable-state-error.js";

/** What the engine refuses to do with a stack that it cannot open, as problems. */
export const ENGINE_PROBLEMS = {
  stack_not_found: {
    code: "stack_not_found",
    message: "The stack does not exist",
    get remedy() {
      return `Create it with ${onThisStack("arkenos init")}`;
    },
  },
  wrong_passphrase: {
    code: "wrong_passphrase",
    message: "The stack's secrets cannot be decrypted: the passphrase is missing or wrong",
    remedy: "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
  },
  not_logged_in: {
    code: "not_logged_in",
    message: "Pulumi is not logged in to the backend that keeps the stack's state",
    remedy: "Run pulumi login, or set PULUMI_ACCESS_TOKEN",
  },
} as const;

/** The failure for a stack that the engine cannot open; undefined for other errors. */
export function knownFailure(error: Error): CommandError | undefined {
  if (error instanceof DamagedStateError) return new UnreadableStateError(error.message);
  const refusal = error instanceof EngineError ? error.refusal : undefined;
  if (refusal === undefined) return undefined;
  if (refusal.code === "stack_locked") return new LockedError(refusal.holders);
  const { code, message, remedy: next } = ENGINE_PROBLEMS[refusal.code];
  return new CommandError({ code, message, exitCode: ExitCode.usage, next });
}
