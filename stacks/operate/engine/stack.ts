import { DamagedStateError } from "./damage.js";
import type { Engine } from "./engine-source.js";
import type { OnEvent } from "./event-log.js";
import { findEngine, locateEngine } from "./find.js";
import { historyInFiles } from "./history-in-files.js";
import { importInto } from "./import.js";
import type { PastRun } from "./past-run.js";
import type { CreatedObject } from "./pending.js";
import { pulumi } from "./pulumi.js";
import { type Following, run } from "./run.js";
import type { RunOptions } from "./run-options.js";
import { StackState } from "./stack-state.js";
import type { StackPlace } from "./stack-options.js";
import { outputsIn, type State } from "./state.js";

/** A stack as the engine knows it. Nothing runs until it is needed. */
export class EngineStack {
  readonly name: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly #find: () => Promise<Engine>;
  #engine: Promise<Engine> | undefined;

  constructor({ name, folder, env }: StackPlace, find = () => findEngine({ env })) {
    this.name = name;
    this.folder = folder;
    this.env = env;
    this.#find = find;
  }

  /**
   * Finds an engine that can run the stack's program, or builds one.
   * @throws EngineNotFoundError
   */
  engine(): Promise<Engine> {
    return (this.#engine ??= this.#find());
  }

  /**
   * The stack's decrypted config: `arkenos:key` → text or JSON.
   * @throws EngineError
   */
  async config(): Promise<Record<string, string>> {
    const printed = await this.#print("config", "--show-secrets", "--json");
    const config = JSON.parse(printed) as Record<string, { value?: string }>;
    return Object.fromEntries(Object.entries(config).map(([key, { value = "" }]) => [key, value]));
  }

  /**
   * The program's outputs at the end of the last `up`, decrypted.
   * @throws EngineError
   */
  async outputs(): Promise<Record<string, unknown>> {
    return outputsIn(await this.state());
  }

  /**
   * The decrypted content of the state, with what the journal of a killed run says: never render it.
   * @throws EngineError
   */
  state(): Promise<State> {
    return this.#state.decrypted();
  }

  /** Whether a run was killed that would have written the state at its end. Its journal is not in the state yet. */
  hasJournal(): Promise<boolean> {
    return this.#state.hasJournal();
  }

  /** Previews what `up` would do. */
  preview(
    onEvent: OnEvent,
    { signal, target, refresh, configFile }: RunOptions & { readonly configFile?: string } = {},
  ): Promise<void> {
    const reading = refresh ? ["--refresh", WITH_PROGRAM] : [];
    const from = configFile === undefined ? [] : ["--config-file", configFile];
    return this.#run(["preview", "--diff", ...reading, ...targets(target), ...from], { onEvent, signal });
  }

  /** Deploys the stack. */
  up(onEvent: OnEvent, { signal, target, fast }: RunOptions = {}): Promise<void> {
    return this.#change(["up", ...APPROVED, "--diff", ...targets(target)], { onEvent, signal }, fast);
  }

  /** Reads both clouds into the state, with the credentials in the current config. */
  refresh(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    return this.#run(["refresh", ...APPROVED, WITH_PROGRAM], { onEvent, signal, isReading: true });
  }

  /**
   * Like {@link refresh}, but also forgets the pending creations of a killed run, about which the engine would warn
   * forever. That is safe, because the provider looks for an object before it creates it.
   */
  settle(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    return this.#run(["refresh", ...APPROVED, WITH_PROGRAM, "--clear-pending-creates"], {
      ...{ onEvent, signal },
      isReading: true,
    });
  }

  /**
   * The last hundred runs, newest first.
   * @throws EngineError
   */
  async history(): Promise<readonly PastRun[]> {
    const kept = await historyInFiles(this);
    if (kept) return kept;
    const printed = await this.#print("stack", "history", "--json", "--page-size", "100");
    return (JSON.parse(printed) as readonly PastRun[] | null) ?? [];
  }

  /** Reads both clouds without changing anything. */
  previewRefresh(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    return this.#run(["refresh", "--preview-only", WITH_PROGRAM], { onEvent, signal });
  }

  /** Imports the objects in an import file into the state, without calling a cloud. */
  async import(content: string): Promise<void> {
    await importInto(await this.#options(), content);
  }

  /**
   * Records in the state what a killed run was doing. Calls no cloud, and decrypts nothing.
   *
   * @param created the objects that it was creating, by the URN of their resource
   * @throws EngineError
   */
  recordPending(created: ReadonlyMap<string, CreatedObject>): Promise<void> {
    return this.#state.record(created);
  }

  /** Removes the lock of a killed run. */
  async cancel(): Promise<void> {
    await pulumi(await this.#options(), ["cancel", "--yes", "--stack", this.name]);
  }

  /** Previews what `destroy` would do. */
  previewDestroy(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    return this.#run(["destroy", "--preview-only", WITH_PROGRAM], { onEvent, signal });
  }

  /** Destroys the stack, or some of its resources and their dependents. */
  destroy(onEvent: OnEvent, { signal, target, fast }: RunOptions = {}): Promise<void> {
    const some = target === undefined ? [] : [...targets(target), "--target-dependents"];
    return this.#change(["destroy", ...APPROVED, WITH_PROGRAM, ...some], { onEvent, signal }, fast);
  }

  async #print(...args: string[]): Promise<string> {
    const words = [...args, "--stack", this.name];
    // Asking an engine for its version takes as long as reading the state.
    const located = this.#engine === undefined ? await locateEngine(this.env) : undefined;
    if (located) {
      try {
        return await pulumi({ ...this.#place, engine: located }, words);
      } catch (error) {
        if (error instanceof DamagedStateError) throw error;
        // It may be too old, or not run at all.
      }
    }
    return pulumi(await this.#options(), words);
  }

  async #options() {
    return { ...this.#place, engine: await this.engine() };
  }

  get #place() {
    return { name: this.name, folder: this.folder, env: this.env };
  }

  async #run(args: readonly string[], following: Following): Promise<void> {
    await run(await this.#options(), args, following);
  }

  #change(args: readonly string[], following: Following, fast = false): Promise<void> {
    if (!fast) return this.#run(args, following);
    return this.#state.journaling((journal) => this.#run(args, { ...following, journal }));
  }

  get #state(): StackState {
    return new StackState(this, {
      print: (...flags) => this.#print("stack", "export", ...flags),
      write: async (content) => pulumi(await this.#options(), ["stack", "import", "--stack", this.name], content),
    });
  }
}

/** The command has asked the person. */
const APPROVED = ["--yes", "--skip-preview"];

/** With the credentials of the current config, which only the program can read. */
const WITH_PROGRAM = "--run-program=true";

function targets(urns: readonly string[] = []): string[] {
  return urns.flatMap((urn) => ["--target", urn]);
}
