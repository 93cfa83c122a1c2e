import { linkSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { chmod, chown, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a program that had opened the old file may still start writing to it, in milliseconds. */
const WATCH_MS = 40;
/**
 * A program that saves without a rename truncates the file first. A file that changed more recently than this, in
 * milliseconds, may be incomplete.
 */
const QUIET_MS = 500;
const POLL_INTERVAL_MS = 8;

/** The result of a swap. */
export interface Swap {
  /** Whether the new text replaced the old one. */
  readonly done: boolean;
  /** The text that another program saved at that moment and that the new text replaced. */
  readonly displaced?: string;
}

/** The content of a file, read twice if the file has just changed; undefined if it does not exist. */
export async function textOf(path: string): Promise<string | undefined> {
  restore(path);
  for (let before = look(path); ; before = look(path)) {
    if (before === undefined || before.age > QUIET_MS) return before?.text;
    await sleep(POLL_INTERVAL_MS);
    if (look(path)?.text === before.text) return before.text;
  }
}

/** Waits until a file contains a different text, or until no program can still be writing it. */
export async function settled(path: string, text: string | undefined): Promise<string | undefined> {
  for (;;) {
    const now = look(path);
    if (now?.text !== text || now === undefined || now.age > QUIET_MS) return now?.text;
    await sleep(POLL_INTERVAL_MS);
  }
}

/** Synchronous, so that both values belong to the same moment. */
function look(path: string): { readonly text: string; readonly age: number } | undefined {
  try {
    const age = Date.now() - statSync(path).mtimeMs;
    return { text: readFileSync(path, "utf8"), age: age < 0 ? Infinity : age };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether a file contains this text now. */
export function holds(path: string, text: string | undefined): boolean {
  return look(path)?.text === text;
}

/**
 * Replaces a file's text if it is still `from`, without losing a save by a program that takes no lock. The old file is
 * moved aside instead of overwritten, so that its content is known. The new file is linked, which fails if another
 * program has created the file in the meantime.
 */
export async function swap(path: string, from: string | undefined, to: string): Promise<Swap> {
  const [next, last] = [asideOf(path, "next"), asideOf(path, "last")];
  await writeLike(path, next, to);
  try {
    if (!holds(path, from)) return { done: false };
    if (!exchange(path, next, last, from !== undefined)) return { done: false };
    return from === undefined ? { done: true } : await watched(last, from);
  } finally {
    restore(path);
    for (const file of [next, last]) rmSync(file, { force: true });
  }
}

/** Synchronous, because the file does not exist between the two calls. */
function exchange(path: string, next: string, last: string, isThere: boolean): boolean {
  try {
    if (isThere) renameSync(path, last);
    linkSync(next, path);
    return true;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    // Another program removed or replaced the file.
    if (["ENOENT", "EEXIST"].includes(code)) return false;
    if (!["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK"].includes(code)) throw error;
    // The file system does not support links.
    renameSync(next, path);
    return true;
  }
}

/** Waits for programs that opened the old file before it was moved aside to finish saving. */
async function watched(last: string, from: string): Promise<Swap> {
  const until = Date.now() + WATCH_MS;
  while (holds(last, from) && Date.now() < until) await sleep(POLL_INTERVAL_MS);
  if (holds(last, from)) return { done: true };
  // Nothing opens this file anymore: once it stops changing, the save is complete.
  while ((look(last)?.age ?? Infinity) < QUIET_MS) await sleep(POLL_INTERVAL_MS);
  return { done: true, displaced: look(last)?.text ?? from };
}

/** Moves the old file back if an edit was killed before the new file was in place. */
function restore(path: string): void {
  try {
    linkSync(asideOf(path, "last"), path);
  } catch {
    // There is nothing to restore.
  }
}

/** Writes a file with the mode and owner of the file that it will replace. */
async function writeLike(path: string, next: string, text: string): Promise<void> {
  await writeFile(next, text, { flush: true });
  const like = await stat(path).catch(() => undefined);
  if (!like) return;
  await chmod(next, like.mode & 0o7777);
  // Only root may change a file's owner.
  await chown(next, like.uid, like.gid).catch(() => undefined);
}

function asideOf(path: string, what: string): string {
  return join(dirname(path), `.${basename(path)}.${what}`);
}
