import { hostname } from "node:os";
import { beganAfter, isRunning } from "./processes.js";

/** A run that holds the lock of a stack, as the engine reports it. */
export interface Holder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** When it began, in the engine's format. */
  readonly since: string;
}

/** The longest time for which a run can hold a stack, if something ends longer runs, such as a pipeline's timeout. */
export interface Limit {
  readonly minutes: number;
  readonly now: Date;
}

/**
 * The holders in the engine's message: `…: created by alice@laptop (pid 4711) at 2026-11-21T13:00:00Z`.
 *
 * @returns an empty list if the backend does not name them, such as Pulumi Cloud
 */
export function holdersIn(refusal: string): Holder[] {
  const holders = Array.from(
    refusal.matchAll(/created by (\S*)@(\S+) \(pid (\d+)\) at (\S+)/g),
    ([, user = "", host = "", pid, since = ""]) => ({ user, host, pid: Number(pid), since }),
  );
  // The message appears twice: printed by the engine, and by the program that ran it.
  return [...new Map(holders.map((holder) => [`${holder.host} ${holder.pid}`, holder])).values()];
}

/**
 * Whether a holder is dead: its process ran on this machine and has ended, or it has held the stack for longer than a
 * run can, on any machine. Without a limit, this is unknown for another machine.
 */
export function isGone(holder: Holder, limit?: Limit): boolean {
  const { pid, since } = holder;
  if (!isHere(holder)) return isOver(holder, limit);
  // Successive containers share a name and count their processes from 1, so the number may belong to another process.
  return !isRunning(pid) || (isOver(holder, limit) && beganAfter(pid, new Date(since)));
}

/** Whether a holder is on this machine, or on one with the same name. */
export function isHere({ host }: Holder): boolean {
  return host === hostname();
}

/** How long a holder may still be alive, in minutes; undefined if its lock has no time. */
export function minutesLeft({ since }: Holder, { minutes, now }: Limit): number | undefined {
  const left = minutes - (now.getTime() - Date.parse(since)) / 60_000;
  return Number.isNaN(left) ? undefined : left;
}

function isOver(holder: Holder, limit: Limit | undefined): boolean {
  const left = limit && minutesLeft(holder, limit);
  return left !== undefined && left < 0;
}
