import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { recordPath, type Stage } from "../call/record-file.js";

/** A worker that has not updated its file for this long has stopped, in milliseconds. */
const SILENT_MS = 60_000;
const ALIVE = "worker.json";

/** The default of `ARKENOS_SPOOL_PATH`, in the state folder of the worker's user. */
export function defaultSpool(env: Readonly<Record<string, string | undefined>>): string {
  return join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "arkenos-agent", "spool");
}

/**
 * A worker's folder of records, in a spool that several workers can share. Other workers take over the records of a
 * worker that has stopped.
 */
export class Spool {
  readonly folder: string;
  readonly #all: string;

  /** @throws Node's error if the spool is not writable */
  constructor(all: string) {
    this.#all = all;
    this.folder = join(all, randomUUID());
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(this.folder, ALIVE), JSON.stringify({ pid: process.pid, host: hostname() }), { mode: 0o600 });
  }

  /** The jobs with records in a state, oldest first. */
  jobs(stage: Stage): string[] {
    return jobsIn(this.folder, stage);
  }

  /** Signals to other workers that this one is running. */
  beat(): void {
    const now = new Date();
    utimesSync(join(this.folder, ALIVE), now, now);
  }

  /**
   * Takes over the records of this user's stopped workers. A record names where it is sent and with which secrets, so
   * other users' folders are not trusted.
   *
   * @returns the number of records
   */
  adopt(): number {
    const { uid } = lstatSync(this.folder);
    return readdirSync(this.#all)
      .map((name) => join(this.#all, name))
      .filter((other) => other !== this.folder && lstatSync(other, { throwIfNoEntry: false })?.uid === uid)
      .filter(isAbandoned)
      .map((other) => this.#take(other))
      .reduce((sum, count) => sum + count, 0);
  }

  /** Removes the folder, unless it contains undelivered records. */
  close(): void {
    const isEmpty = (["open", "ended", "unsent"] as const).every((stage) => this.jobs(stage).length === 0);
    // Lets the next worker take over at once.
    if (!isEmpty) return writeFileSync(join(this.folder, ALIVE), "{}");
    rmSync(this.folder, { recursive: true, force: true });
    try {
      rmdirSync(this.#all);
    } catch {
      // Other workers use it.
    }
  }

  #take(other: string): number {
    const mine = join(this.folder, randomUUID());
    try {
      // If several workers try, only one succeeds.
      renameSync(other, mine);
    } catch {
      return 0;
    }
    const names = readdirSync(mine).filter((name) => name !== ALIVE && name.endsWith(".json"));
    for (const name of names) renameSync(join(mine, name), join(this.folder, name));
    rmSync(mine, { recursive: true, force: true });
    return names.length;
  }
}

function jobsIn(folder: string, stage: Stage): string[] {
  const ending = `.${stage}.json`;
  const jobs = readdirSync(folder).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []));
  const age = (job: string) => statSync(recordPath(folder, job, stage), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return jobs
    .map((job) => [job, age(job)] as const)
    .sort(([, one], [, other]) => one - other)
    .map(([job]) => job);
}

function isAbandoned(folder: string): boolean {
  const file = join(folder, ALIVE);
  const seen = statSync(file, { throwIfNoEntry: false });
  if (seen === undefined) return false;
  if (Date.now() - seen.mtimeMs > SILENT_MS) return true;
  try {
    const { pid, host } = JSON.parse(readFileSync(file, "utf8")) as { pid?: number; host?: string };
    // A restarted container has the same host name and often the same pid as before.
    return pid === undefined || (host === hostname() && (pid === process.pid || !isRunning(pid)));
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
