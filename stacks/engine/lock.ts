import { hostname } from "node:os";

/** A run that holds a stack, as the engine tells it. */
export interface Holder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** When it began, as the engine writes it. */
  readonly since: string;
}

/**
 * The holders in the engine's refusal: `…: created by alice@laptop (pid 4711) at 2026-11-21T13:00:00Z`.
 *
 * @returns none where the state's backend does not tell, such as Pulumi Cloud
 */
export function holdersIn(refusal: string): Holder[] {
  const holders = Array.from(
    refusal.matchAll(/created by (\S*)@(\S+) \(pid (\d+)\) at (\S+)/g),
    ([, user = "", host = "", pid, since = ""]) => ({ user, host, pid: Number(pid), since }),
  );
  // The refusal is told twice, by the engine and by what ran it.
  return [...new Map(holders.map((holder) => [`${holder.host} ${holder.pid}`, holder])).values()];
}

/** Whether a holder was killed: it was on this machine, and runs no more. On another machine nobody can tell. */
export function isGone({ host, pid }: Holder): boolean {
  return host === hostname() && !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
