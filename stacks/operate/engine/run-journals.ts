import { createHash } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pulumiHome } from "./pulumi-home.js";
import { projectFile } from "./project-file.js";
import { RunJournal } from "./run-journal.js";
import type { StackPlace } from "./stack-options.js";
import { backendOf, stateFolder } from "./state-folder.js";

const SUFFIX = ".events";

/** The journals of a stack's runs, in `arkenos/runs` in Pulumi's home. Each run has its file, even one that is refused. */
export class RunJournals {
  readonly #folder: string;
  readonly #stack: string;

  constructor({ folder, name, env }: StackPlace) {
    const backend = stateFolder(folder, env) ?? backendOf(folder, env)?.url;
    const stack = [backend, projectFile(folder).name, name.slice(name.lastIndexOf("/") + 1)];
    this.#stack = createHash("sha256").update(JSON.stringify(stack)).digest("hex").slice(0, 32);
    this.#folder = join(pulumiHome(env), "arkenos", "runs");
  }

  /** Begins the journal of a run. */
  async begin(): Promise<RunJournal> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const journal = new RunJournal(join(this.#folder, `${this.#stack}-${Date.now()}-${process.pid}${SUFFIX}`));
    await journal.begin();
    return journal;
  }

  /** The journals of killed runs, oldest first. */
  async left(): Promise<RunJournal[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const journals = names
      .filter((name) => name.startsWith(`${this.#stack}-`) && name.endsWith(SUFFIX))
      .sort()
      .map((name) => new RunJournal(join(this.#folder, name)));
    const isLeft = await Promise.all(journals.map((journal) => journal.isLeft()));
    return journals.filter((_, index) => isLeft[index]);
  }
}
