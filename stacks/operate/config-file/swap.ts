import { linkSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { chmod, chown, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** For how long a program that had the old file open may still begin to save into it, in milliseconds. */
const WATCH_MS = 40;
/** Who saves without a rename empties the file first: what changed less than this ago may be half a save. */
const QUIET_MS = 500;
const LOOK_EVERY_MS = 8;

/** What a swap came to. */
export interface Swap {
  /** Whether the new text took the place of the old one. */
  readonly done: boolean;
  /** What another program saved at that moment, and the new text replaced. */
  readonly displaced?: string;
}

/** What a file holds, read twice where it has just been changed; undefined where there is none. */
export async function textOf(path: string): Promise<string | undefined> {
  restore(path);
  for (let before = look(path); ; before = look(path)) {
    if (before === undefined || before.age > QUIET_MS) return before?.text;
    await sleep(LOOK_EVERY_MS);
    if (look(path)?.text === before.text) return before.text;
  }
}

/** Waits until a file holds another text than this one, or until no writer can still be at work. */
export async function settled(path: string, text: string | undefined): Promise<string | undefined> {
  for (;;) {
    const now = look(path);
    if (now?.text !== text || now === undefined || now.age > QUIET_MS) return now?.text;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Synchronous, so that both belong to the same moment. */
function look(path: string): { readonly text: string; readonly age: number } | undefined {
  try {
    const age = Date.now() - statSync(path).mtimeMs;
    return { text: readFileSync(path, "utf8"), age: age < 0 ? Infinity : age };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether a file holds this text at this moment. */
export function holds(path: string, text: string | undefined): boolean {
  return look(path)?.text === text;
}

/**
 * Replaces a file's text, if it still is `from`, and loses no save of a program that takes no lock. The old
 * file is moved aside instead of being overwritten, so that what was in it is known, and the new one is
 * linked, which fails if another program created a file there in between.
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

/** Synchronous, because between the two there is no file. */
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
    // A file system without links.
    renameSync(next, path);
    return true;
  }
}

/** Waits for saves into the old file by those who had opened it before it was moved aside. */
async function watched(last: string, from: string): Promise<Swap> {
  const until = Date.now() + WATCH_MS;
  while (holds(last, from) && Date.now() < until) await sleep(LOOK_EVERY_MS);
  if (holds(last, from)) return { done: true };
  // This file is no longer opened: once it is quiet, the save is complete.
  while ((look(last)?.age ?? Infinity) < QUIET_MS) await sleep(LOOK_EVERY_MS);
  return { done: true, displaced: look(last)?.text ?? from };
}

/** Puts the old file back where an edit was killed before the new one had its place. */
function restore(path: string): void {
  try {
    linkSync(asideOf(path, "last"), path);
  } catch {
    // There is nothing to restore, or no need to.
  }
}

/** Writes a file with the mode and the owner of the one that it is to replace. */
async function writeLike(path: string, next: string, text: string): Promise<void> {
  await writeFile(next, text, { flush: true });
  const like = await stat(path).catch(() => undefined);
  if (!like) return;
  await chmod(next, like.mode & 0o7777);
  // Only root may give a file away.
  await chown(next, like.uid, like.gid).catch(() => undefined);
}

function asideOf(path: string, what: string): string {
  return join(dirname(path), `.${basename(path)}.${what}`);
}
