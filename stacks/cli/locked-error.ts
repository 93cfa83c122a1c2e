import type { Holder } from "../engine/lock.js";
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

/** `alice@laptop, process 4711, since …`. */
export function holderText({ user, host, pid, since }: Holder): string {
  return `${user}@${host}, process ${pid}, since ${since}`;
}
