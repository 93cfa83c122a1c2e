import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join, basename } from "node:path";
import lockfile from "proper-lockfile";
import { ConfigFileLockedError } from "./config-file-error.js";

/**
 * A holder that has not updated its lock for this long, in milliseconds, counts as dead, and its lock is taken over.
 */
const STALE_MS = 10_000;
/** How often a waiting editor checks the lock, in milliseconds. */
const POLL_INTERVAL_MS = 100;

/** An editor of the file, and how long it waits for another one. */
export interface Editor {
  /** Its name in the messages of other editors, such as `arkenos numbers buy`. */
  readonly name: string;
  /** How long to wait for another editor, in milliseconds. @default 5000 */
  readonly timeoutMs?: number;
}

/**
 * Runs while no other process edits the file. The lock is a folder next to the file, and another file names its holder.
 *
 * @throws ConfigFileLockedError that names the holder
 */
export async function whileLocked<T>(
  file: string,
  { name, timeoutMs = 5000 }: Editor,
  act: () => Promise<T>,
): Promise<T> {
  let lost: Error | undefined;
  const retries = { retries: Math.floor(timeoutMs / POLL_INTERVAL_MS), factor: 1, minTimeout: POLL_INTERVAL_MS };
  const onCompromised = (error: Error) => void (lost = error);
  const options = { realpath: false, stale: STALE_MS, lockfilePath: `${file}.lock`, retries, onCompromised };
  const release = await lockfile.lock(file, options).catch(async (error: NodeJS.ErrnoException) => {
    throw error.code === "ELOCKED" ? new ConfigFileLockedError(basename(file), await holderOf(file)) : error;
  });
  try {
    await writeFile(noteOf(file), `${name} (process ${process.pid} on ${hostname()})`);
    return await act();
  } finally {
    await rm(noteOf(file), { force: true });
    // A lost lock belongs to its new holder, so do not release it.
    if (!lost) await release();
  }
}

function noteOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.editor`);
}

async function holderOf(file: string): Promise<string> {
  return (await readFile(noteOf(file), "utf8").catch(() => "")) || "another process";
}
