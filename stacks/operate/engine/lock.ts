import { hostname } from "node:os";
import { beganAfter } from "./process-start.js";

/** A run that holds a stack, as the engine reports it. */
export interface Holder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** When it began, as the engine writes it. */
  readonly since: string;
}

/** For how long a run can hold a stack at most, where something ends those that take longer: a pipeline's timeout. */
export interface Limit {
  readonly minutes: number;
  readonly now: Date;
}

/**
 * The holders in the engine's refusal: `…: created by alice@laptop (pid 4711) at 2026-11-21T13:00:00Z`.
 *
 * @returns none where the state's backend does not say, such as Pulumi Cloud
 */
export function holdersIn(refusal: string): Holder[] {
  const holders = Array.from(
    refusal.matchAll(/created by (\S*)@(\S+) \(pid (\d+)\) at (\S+)/g),
    ([, user = "", host = "", pid, since = ""]) => ({ user, host, pid: Number(pid), since }),
  );
  // The refusal is printed twice, by the engine and by what ran it.
  return [...new Map(holders.map((holder) => [`${holder.host} ${holder.pid}`, holder])).values()];
}

/**
 * Whether a holder is dead: it was on this machine, and runs no more; or it holds the stack for longer than a run can,
 * wherever it was. Without a limit, this is not known for another machine.
 */
export function isGone(holder: Holder, limit?: Limit): boolean {
  const { pid, since } = holder;
  if (!isHere(holder)) return isOver(holder, limit);
  // Containers that follow one another have one name, and count their processes from 1: the number may be another's.
  return !isRunning(pid) || (isOver(holder, limit) && beganAfter(pid, new Date(since)));
}

/** Whether a holder is on this machine, or on one of its name. */
export function isHere({ host }: Holder): boolean {
  return host === hostname();
}

/** How long a holder may still be alive, in minutes; undefined where its lock has no time. */
export function minutesLeft({ since }: Holder, { minutes, now }: Limit): number | undefined {
  const left = minutes - (now.getTime() - Date.parse(since)) / 60_000;
  return Number.isNaN(left) ? undefined : left;
}

function isOver(holder: Holder, limit: Limit | undefined): boolean {
  const left = limit && minutesLeft(holder, limit);
  return left !== undefined && left < 0;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
