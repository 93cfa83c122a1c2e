import { existsSync } from "node:fs";
import { copyFile, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { stateFolder } from "./state-folder.js";

/** What changed less than this ago may still be being written, in milliseconds. */
const SETTLED_MS = 2_000;

/** How often a file that may still be being written is looked at, in milliseconds. */
const LOOK_EVERY_MS = 100;

/** A stack's checkpoint, which may be compressed. */
const CHECKPOINT = /^stacks[/\\](.+)\.json(\.gz)?$/;

/**
 * Repairs what a killed engine left half written in a state that is kept in files: attributes beside a file and the
 * store's version, which the engine does without, and a checkpoint, of which it keeps copies. A file that was written
 * a moment ago is waited for, two seconds at most.
 *
 * @returns what was repaired, relative to the state's folder; nothing where the state is kept elsewhere
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
  // The engine copies a checkpoint before it writes it, and keeps one of each run: `dev.1795909550195336390.json`.
  const ofRuns = names.filter((one) => dirname(one) === join("backups", stack) && extname(one) === extname(name));
  for (const copy of [`${name}.bak`, ...ofRuns.sort().reverse()].map((one) => join(state, one))) {
    if (!existsSync(copy) || (await isDamaged(copy))) continue;
    const draft = `${file}.${process.pid}`;
    await copyFile(copy, draft);
    await rename(draft, file);
    return true;
  }
  return false;
}

/** Those of some files that are empty or break off, and stay so. */
async function damagedAmong(state: string, names: readonly string[]): Promise<string[]> {
  const begun = Date.now();
  for (let left = [...names]; ; await sleep(LOOK_EVERY_MS)) {
    const damaged: string[] = [];
    for (const name of left) if (await isDamaged(join(state, name))) damaged.push(name);
    const ages = await Promise.all(damaged.map((name) => ageOf(join(state, name))));
    if (Date.now() - begun >= SETTLED_MS || ages.every((age) => age >= SETTLED_MS)) return damaged;
    left = damaged;
  }
}

/** Whether a file is there, and is empty or breaks off. */
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

/** How long ago a file was written, in milliseconds; one that is gone is as old as can be. */
async function ageOf(file: string): Promise<number> {
  const times = await stat(file).catch(() => undefined);
  return times === undefined ? Infinity : Date.now() - times.mtimeMs;
}
