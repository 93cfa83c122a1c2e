import { onThisStack } from "../../on-this-stack.js";
import { type Holder, isGone, isHere, type Limit, minutesLeft } from "../../engine/lock.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";

/** Another run holds the stack's lock, or did when it was killed. */
export class LockedError extends CommandError {
  override name = "LockedError";
  /** Empty if the state backend does not report them. */
  readonly holders: readonly Holder[];

  constructor(holders: readonly Holder[]) {
    super({
      code: "stack_locked",
      message: "Another run holds the stack",
      exitCode: ExitCode.locked,
      problems: holders.map(holderText),
      next: `Wait for it to finish; if it was killed, run ${onThisStack("arkenos provision")}`,
    });
    this.holders = holders;
  }
}

/** Why a lock was not removed: its holder, and when it will count as dead, if known. */
export function stillLocked(holders: readonly Holder[], limit: Limit | undefined): CommandError {
  const exitCode = ExitCode.locked;
  if (holders.length === 0) {
    const next = `Wait for it to finish; if you are sure that it is dead, run ${onThisStack("pulumi cancel")}`;
    return new CommandError({
      code: "stack_locked",
      message: "Another run holds the stack, and the state backend does not report which",
      exitCode,
      next,
    });
  }
  const alive = holders.filter((holder) => !isGone(holder, limit));
  return new CommandError({
    code: "stack_locked",
    message: "Another run holds the stack and may still be alive",
    exitCode,
    problems: alive.map((holder) => `${holderText(holder)}${limit ? `; ${remainsText(holder, limit)}` : ""}`),
    next: limit
      ? "Wait for it to finish, then run this again"
      : "Wait for it to finish; if it was killed on another machine, set --lock-older-than to the longest time of a run in minutes",
  });
}

/** `alice@laptop, process 4711, since …`. */
export function holderText({ user, host, pid, since }: Holder): string {
  return `${user}@${host}, process ${pid}, since ${since}`;
}

/** `1 minute`, `60 minutes`. */
export function minutesText(minutes: number): string {
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

function remainsText(holder: Holder, limit: Limit): string {
  if (isHere(holder)) return "it runs on this machine";
  const left = minutesLeft(holder, limit);
  if (left === undefined) return "the age of its lock is unknown";
  return `it will be treated as dead in ${minutesText(Math.max(1, Math.ceil(left)))}`;
}
