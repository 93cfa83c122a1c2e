import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { pulumiHome } from "./installer.js";
import { isRunning } from "./lock.js";
import { beganAfter } from "./process-start.js";
import { projectFile } from "./project-file.js";
import type { StackPlace } from "./stack-options.js";
import { backendOf, stateFolder } from "./state-folder.js";

/** The process that writes a journal. */
interface Writer {
  readonly pid: number;
  readonly since: string;
}

/**
 * The journal of a run that writes the state only at its end: the engine's events, in `arkenos/runs` in Pulumi's home.
 * The engine logs each operation before its provider performs it. If it is killed, the next command adds what the
 * journal says to the state. The journal contains no secrets.
 */
export class RunJournal {
  /** The file to which the engine appends its events. */
  readonly log: string;
  readonly #folder: string;
  readonly #writer: string;

  constructor({ folder, name, env }: StackPlace) {
    const backend = stateFolder(folder, env) ?? backendOf(folder, env)?.url;
    const stack = [backend, projectFile(folder).name, name.slice(name.lastIndexOf("/") + 1)];
    const id = createHash("sha256").update(JSON.stringify(stack)).digest("hex").slice(0, 32);
    this.#folder = join(pulumiHome(env), "arkenos", "runs");
    this.log = join(this.#folder, `${id}.events`);
    this.#writer = join(this.#folder, `${id}.json`);
  }

  /** Whether there is a journal: a run is in progress, or was killed. */
  get exists(): boolean {
    return existsSync(this.log);
  }

  /** Creates the empty journal of a run. */
  async begin(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await rm(this.#writer, { force: true });
    await writeFile(this.log, "", { mode: 0o600 });
  }

  /** Notes which process writes the journal. */
  async note(pid: number): Promise<void> {
    const writer: Writer = { pid, since: new Date().toISOString() };
    await writeFile(this.#writer, JSON.stringify(writer));
  }

  /** The events of a killed run; undefined if there is none, or the run is still in progress. */
  async killed(): Promise<readonly EngineEvent[] | undefined> {
    const text = await readFile(this.log, "utf8").catch(() => undefined);
    if (text === undefined || (await this.#isBeingWritten())) return undefined;
    // The last line may be cut off.
    const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as EngineEvent);
  }

  /** Removes the journal: the state has everything that it says. */
  async end(): Promise<void> {
    await rm(this.log, { force: true });
    await rm(this.#writer, { force: true });
  }

  async #isBeingWritten(): Promise<boolean> {
    const text = await readFile(this.#writer, "utf8").catch(() => "");
    if (text === "") return false;
    const { pid, since } = JSON.parse(text) as Writer;
    return isRunning(pid) && !beganAfter(pid, new Date(since));
  }
}
