import { existsSync } from "node:fs";
import { copyFile, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { stateFolder } from "./state-folder.js";

/** A file that changed more recently than this, in milliseconds, may still be being written. */
const SETTLED_MS = 2_000;

/** How often such a file is checked, in milliseconds. */
const POLL_INTERVAL_MS = 100;

/** A stack's checkpoint, which may be compressed. */
const CHECKPOINT = /^stacks[/\\](.+)\.json(\.gz)?$/;

/**
 * Repairs files of a file-based state that a killed engine left truncated: the attributes beside a file and the store's
 * version, which the engine does not need, and a checkpoint, of which it keeps copies. Waits at most two seconds for a
 * file that was written just now.
 *
 * @returns the repaired files, relative to the state's folder; empty if the state is kept elsewhere
 */
export async function repairState(folder: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const state = stateFolder(folder, env);
  if (state === undefined || !existsSync(state)) return [];
  const names = await readdir(state, { recursive: true });
  const isRead = (name: string) => name === "meta.yaml" || name.endsWith(".attrs") || CHECKPOINT.test(name);
  const damaged = await damagedAmong(
    state,
    names.filter((name) => isRead(name)),
  );
  const repaired = await Promise.all(damaged.map((name) => repair(state, name, names)));
  return damaged.filter((_, index) => repaired[index]);
}

async function repair(state: string, name: string, names: readonly string[]): Promise<boolean> {
  const file = join(state, name);
  const [, stack] = CHECKPOINT.exec(name) ?? [];
  if (stack === undefined) {
    await rm(file, { force: true });
    return true;
  }
  // The engine copies a checkpoint before it writes it, and keeps one per run: `dev.1795909550195336390.json`. A run
  // that writes the state once leaves a copy from before the run, which is older than the one that the run ends with.
  const ofRuns = names.filter((one) => dirname(one) === join("backups", stack) && extname(one) === extname(name));
  const copies = [`${name}.bak`, ...ofRuns.sort().reverse()].map((one) => join(state, one));
  for (const copy of await newestFirst(copies)) {
    if (await isDamaged(copy)) continue;
    const draft = `${file}.${process.pid}`;
    await copyFile(copy, draft);
    await rename(draft, file);
    return true;
  }
  return false;
}

/** The files that exist, the last written first. */
async function newestFirst(files: readonly string[]): Promise<string[]> {
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => [{ file, mtimeMs }],
        () => [],
      ),
    ),
  );
  const byTime = times.flat().sort((one, other) => other.mtimeMs - one.mtimeMs);
  return byTime.map(({ file }) => file);
}

/** The files that are empty or truncated, and stay so. */
async function damagedAmong(state: string, names: readonly string[]): Promise<string[]> {
  const startedAt = Date.now();
  for (let left = [...names]; ; await sleep(POLL_INTERVAL_MS)) {
    const damaged: string[] = [];
    for (const name of left) if (await isDamaged(join(state, name))) damaged.push(name);
    const ages = await Promise.all(damaged.map((name) => ageOf(join(state, name))));
    if (Date.now() - startedAt >= SETTLED_MS || ages.every((age) => age >= SETTLED_MS)) return damaged;
    left = damaged;
  }
}

/** Whether a file exists and is empty or truncated. */
async function isDamaged(file: string): Promise<boolean> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return false;
  try {
    const text = String(/\.gz(\.bak)?$/.test(file) ? gunzipSync(bytes) : bytes);
    const value: unknown = file.endsWith(".yaml")
      ? (parse(text) as { version?: number } | null)?.version
      : JSON.parse(text);
    return value === undefined;
  } catch {
    return true;
  }
}

/** The time since a file was written, in milliseconds; infinite if the file no longer exists. */
async function ageOf(file: string): Promise<number> {
  const times = await stat(file).catch(() => undefined);
  return times === undefined ? Infinity : Date.now() - times.mtimeMs;
}
