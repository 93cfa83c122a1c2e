import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join, basename } from "node:path";
import lockfile from "proper-lockfile";
import { ConfigFileLockedError } from "./config-file-error.js";

/** After this long without a sign of life, in milliseconds, a holder counts as dead and its lock is taken over. */
const STALE_MS = 10_000;
/** How often a waiting editor looks whether the lock is free, in milliseconds. */
const LOOK_EVERY_MS = 100;

/** The name of an editor, and how long it waits for another one. */
export interface Editor {
  /** Its name in messages of other editors, such as `arkenos numbers buy`. */
  readonly name: string;
  /** How long to wait for another editor, in milliseconds. @default 5000 */
  readonly patienceMs?: number;
}

/**
 * Acts while no other process edits the file. The lock is a folder beside it; who holds it stands in a file
 * beside that.
 *
 * @throws ConfigFileLockedError that names the holder
 */
export async function whileLocked<T>(
  file: string,
  { name, patienceMs = 5000 }: Editor,
  act: () => Promise<T>,
): Promise<T> {
  let lost: Error | undefined;
  const retries = { retries: Math.floor(patienceMs / LOOK_EVERY_MS), factor: 1, minTimeout: LOOK_EVERY_MS };
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
    // A lock that was lost has been released by its new holder.
    if (!lost) await release();
  }
}

function noteOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.editor`);
}

async function holderOf(file: string): Promise<string> {
  return (await readFile(noteOf(file), "utf8").catch(() => "")) || "another process";
}
