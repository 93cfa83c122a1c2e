import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { beganAfter, isRunning } from "./processes.js";

/** A process that takes part in a run: the command or its engine. */
interface Writer {
  readonly pid: number;
  /** When it was noted. A process of that number that began later is another one. */
  readonly since: string;
}

/**
 * The journal of a run that writes the state only at its end: the log of the engine's events, which names each operation
 * before its provider performs it. It contains no secrets.
 */
export class RunJournal {
  /** The file to which the engine appends its events. */
  readonly log: string;
  readonly #writers: string;

  constructor(log: string) {
    this.log = log;
    this.#writers = `${log}.writers`;
  }

  /** Creates the empty journal of a run of this process. */
  async begin(): Promise<void> {
    await this.note(process.pid);
    await writeFile(this.log, "", { mode: 0o600, flag: "wx" });
  }

  /** Notes another process that takes part in the run. */
  async note(pid: number): Promise<void> {
    await this.#write([...(await this.#read()), { pid, since: new Date().toISOString() }]);
  }

  /** This process no longer takes part in the run. */
  async leave(): Promise<void> {
    await this.#write((await this.#read()).filter(({ pid }) => pid !== process.pid));
  }

  /** Whether its run was killed, rather than still being in progress. */
  async isLeft(): Promise<boolean> {
    const writers = await this.#read();
    return (
      existsSync(this.log) && !writers.some(({ pid, since }) => isRunning(pid) && !beganAfter(pid, new Date(since)))
    );
  }

  /** What it says. */
  async events(): Promise<EngineEvent[]> {
    const text = await readFile(this.log, "utf8");
    // The last line may be cut off.
    const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as EngineEvent);
  }

  /** Removes it: the state has everything that it says. */
  async end(): Promise<void> {
    await rm(this.log, { force: true });
    await rm(this.#writers, { force: true });
  }

  /** Empty if the file is missing, or was cut off by a power failure, which ended every process. */
  async #read(): Promise<Writer[]> {
    const text = await readFile(this.#writers, "utf8").catch(() => "[]");
    try {
      return JSON.parse(text) as Writer[];
    } catch {
      return [];
    }
  }

  /** Replaces the file, so that another process never reads a part of it. */
  async #write(writers: readonly Writer[]): Promise<void> {
    const draft = `${this.#writers}.${process.pid}`;
    await writeFile(draft, JSON.stringify(writers), { mode: 0o600 });
    await rename(draft, this.#writers);
  }
}
