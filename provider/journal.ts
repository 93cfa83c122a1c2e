import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ProviderError } from "./errors.js";

/** The prefix of keys whose notes matter only for some seconds. They are removed after a day. */
export const PASSING = "passing ";

/** How long the note of such a key is kept, in milliseconds. */
const DAY_MS = 86_400_000;

/**
 * What the provider is about to do, stored where it survives a killed process. Pulumi records a call only after its
 * answer. Without a journal, a killed run would lose the number that it was buying, what a number had before it moved
 * to its trunk, and what it was creating or deleting while lists lag.
 */
export interface Journal {
  /** The note under a key; undefined if there is none. */
  read(key: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /**
   * Replaces the note under a key. Once this settles, the note survives the end of the process. It also survives a
   * power failure, unless its key begins with {@link PASSING}.
   */
  write(key: string, note: Readonly<Record<string, unknown>>): Promise<void>;
  /** Removes a note. */
  erase(key: string): Promise<void>;
}

/**
 * A journal with one small file per key, in `arkenos/journal` in Pulumi's home. Twilio has no place for these notes: a
 * number cannot carry one before it is bought, and any other object would have to be found in a list that may lag too.
 * It contains no secrets.
 */
export const journalOnDisk: Journal = {
  async read(key) {
    try {
      const { key: stored, note } = JSON.parse(await readFile(fileOf(key), "utf8")) as { key: string; note: object };
      return stored === key ? (note as Readonly<Record<string, unknown>>) : undefined;
    } catch {
      // Ignore a file that is missing or truncated.
      return undefined;
    }
  },

  async write(key, note) {
    const file = fileOf(key);
    const draft = `${file}.${process.pid}`;
    try {
      await mkdir(folder(), { recursive: true, mode: 0o700 });
      const handle = await open(draft, "w", 0o600);
      await handle
        .writeFile(JSON.stringify({ key, note }))
        .then(() => (isPassing(key) ? sweep() : handle.sync()))
        .finally(() => handle.close());
      await rename(draft, file);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ProviderError({
        code: "journal_unwritable",
        message: `The journal in ${folder()} cannot be written, and without it the run after a killed one could repeat its work: ${reason}`,
        remedy: "Allow Pulumi to write there, or set PULUMI_HOME to a folder where it can",
      });
    }
  },

  erase: (key) => rm(fileOf(key), { force: true }),
};

let swept: Promise<void> | undefined;

/** Removes expired notes, once per process. */
function sweep(): Promise<void> {
  return (swept ??= (async () => {
    for (const name of await readdir(folder()).catch(() => [])) {
      const file = join(folder(), name);
      const age = async () => Date.now() - (await stat(file)).mtimeMs;
      if (name.startsWith("passing-") && (await age().catch(() => 0)) > DAY_MS) await rm(file, { force: true });
    }
  })());
}

function isPassing(key: string): boolean {
  return key.startsWith(PASSING);
}

function folder(): string {
  return join(process.env.PULUMI_HOME || join(homedir(), ".pulumi"), "arkenos", "journal");
}

function fileOf(key: string): string {
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 32);
  return join(folder(), `${isPassing(key) ? "passing-" : ""}${hash}.json`);
}
