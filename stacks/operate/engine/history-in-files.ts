import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PastRun } from "./past-run.js";
import { projectFile } from "./project-file.js";
import { stateFolder } from "./state-folder.js";

/** The maximum number of runs to read. */
const MOST_RUNS = 100;

/** A run as the engine writes it into its state, with times in seconds. */
interface WrittenRun extends Omit<PastRun, "startTime" | "endTime"> {
  readonly startTime?: number;
  readonly endTime?: number;
}

/**
 * The last hundred runs of a stack whose state is kept in files, newest first.
 *
 * @returns undefined where only the engine can tell: the state is kept elsewhere, is compressed, or has the layout of
 *   older engines
 */
export async function historyInFiles({
  name,
  folder,
  env,
}: {
  readonly name: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}): Promise<PastRun[] | undefined> {
  const state = stateFolder(folder, env);
  if (state === undefined) return undefined;
  const [{ name: project = "" }, stack] = [projectFile(folder), name.split("/").at(-1) ?? name];
  if (!existsSync(join(state, "stacks", project, `${stack}.json`))) return undefined;
  const place = join(state, "history", project, stack);
  // There is no history before the first run.
  const files = (await readdir(place).catch(() => [])).filter((file) => file.includes(".history.json"));
  const newest = files
    .filter((file) => !file.endsWith(".attrs"))
    .toSorted()
    .slice(-MOST_RUNS)
    .toReversed();
  try {
    return await Promise.all(newest.map(async (file) => pastRun(await readFile(join(place, file), "utf8"))));
  } catch {
    return undefined;
  }
}

function pastRun(text: string): PastRun {
  const { startTime, endTime, ...run } = JSON.parse(text) as WrittenRun;
  return {
    ...run,
    ...(startTime ? { startTime: isoTime(startTime) } : {}),
    ...(endTime ? { endTime: isoTime(endTime) } : {}),
  };
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
