import { type Holder, isGone, isHere, type Limit, minutesLeft } from "../../engine/lock.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";

/** Another run holds the stack, or did when it was killed. */
export class LockedError extends CommandError {
  override name = "LockedError";
  /** Empty where the state's backend does not tell. */
  readonly holders: readonly Holder[];

  constructor(holders: readonly Holder[]) {
    super("Another run holds the stack", {
      exitCode: ExitCode.locked,
      problems: holders.map(holderText),
      next: "Wait for it; if it was killed, arkenos provision finds that out and goes on",
    });
    this.holders = holders;
  }
}

/** Why a lock was left where it is: whose it is, and when it will count as dead, if that is known. */
export function stillLocked(holders: readonly Holder[], limit: Limit | undefined): CommandError {
  const options = { exitCode: ExitCode.locked } as const;
  if (holders.length === 0) {
    const next = "Wait for it; if it is dead for certain, run pulumi cancel";
    return new CommandError("Another run holds the stack; where the state is kept, nobody tells which", {
      ...options,
      next,
    });
  }
  const alive = holders.filter((holder) => !isGone(holder, limit));
  return new CommandError("Another run holds the stack, and is not known to be dead", {
    ...options,
    problems: alive.map((holder) => `${holderText(holder)}${limit ? `; ${remainsText(holder, limit)}` : ""}`),
    next: limit
      ? "Wait for it, then run this again"
      : "Wait for it; if it was killed on another machine, give --lock-older-than the minutes that a run takes at most",
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
  if (left === undefined) return "its lock does not tell its age";
  return `it counts as dead in ${minutesText(Math.max(1, Math.ceil(left)))}`;
}
