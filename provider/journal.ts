import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ProviderError } from "./errors.js";

/** Keys that begin with this are of use for some seconds only: their notes are removed after a day. */
export const PASSING = "passing ";

/** How long the note of a passing key stays, in milliseconds. */
const DAY_MS = 86_400_000;

/**
 * What the provider is about to do, noted where a killed process does not take it along. Pulumi stores
 * what a call did only after its answer, so without a note a kill forgets the number that was being
 * bought, what a number had before it came to its trunk, and what was being created or deleted while
 * lists lag.
 */
export interface Journal {
  /** What was noted under a key; undefined if nothing was. */
  read(key: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /**
   * Notes something in place of what was noted before. Once this settles it outlives the process, and the machine's
   * power as well unless the key is a passing one: see {@link PASSING}.
   */
  write(key: string, note: Readonly<Record<string, unknown>>): Promise<void>;
  erase(key: string): Promise<void>;
}

/**
 * A journal of one small file per key, in `arkenos/journal` of Pulumi's home. A file, because nothing at
 * Twilio could hold the note: a number has no room for one before it is bought, and an object of any
 * other kind would have to be found in a list that may be late as well. It holds no secret.
 */
export const journalOnDisk: Journal = {
  async read(key) {
    try {
      const { key: stored, note } = JSON.parse(await readFile(fileOf(key), "utf8")) as { key: string; note: object };
      return stored === key ? (note as Readonly<Record<string, unknown>>) : undefined;
    } catch {
      // A file that is missing or was cut short says nothing.
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
        message: `What is about to be done cannot be noted in ${folder()}, and a run that is killed could do it twice: ${reason}`,
        remedy: "Let Pulumi write there, or set PULUMI_HOME to a folder where it may",
      });
    }
  },

  erase: (key) => rm(fileOf(key), { force: true }),
};

let swept: Promise<void> | undefined;

/** Removes the passing notes of earlier days, once a process. */
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
