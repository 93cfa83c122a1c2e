import type { EngineEvent, Stack } from "@pulumi/pulumi/automation/index.js";
import { automated } from "./automated.js";
import { DamagedStateError } from "./damage.js";
import type { Engine } from "./engine-source.js";
import { findEngine, locateEngine } from "./find.js";
import { historyInFiles } from "./history-in-files.js";
import { importInto } from "./import.js";
import type { PastRun } from "./past-run.js";
import { type CreatedObject, withPending } from "./pending.js";
import { pulumi } from "./pulumi.js";
import { outputsIn, type State } from "./state.js";

/** Receives the events of the engine as they happen. */
export type OnEvent = (event: EngineEvent) => void;

/** Options for a run of the engine. */
export interface RunOptions {
  /** Asks the engine to stop: running calls finish, and no new ones begin. */
  readonly signal?: AbortSignal;
  /** Limits the run to these resources, by URN. */
  readonly target?: readonly string[];
  /** Reads both clouds first, without saving the result. */
  readonly refresh?: boolean;
}

/**
 * A stack as the engine knows it. Nothing runs until it is needed. Reads use the engine's own command, which takes a
 * fraction of the time of the Automation API; the Automation API runs the stack.
 */
export class EngineStack {
  readonly name: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  #engine: Promise<Engine> | undefined;
  #automated: Promise<Stack> | undefined;

  constructor({ name, folder, env }: Pick<EngineStack, "name" | "folder" | "env">) {
    this.name = name;
    this.folder = folder;
    this.env = env;
  }

  /**
   * Finds an engine that can run the stack's program, or builds one.
   * @throws EngineNotFoundError
   */
  engine(): Promise<Engine> {
    return (this.#engine ??= findEngine({ env: this.env }));
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
   * The decrypted content of the state: never render it.
   * @throws EngineError
   */
  async state(): Promise<State> {
    const { deployment } = JSON.parse(await this.#print("stack", "export", "--show-secrets")) as {
      deployment: State | null;
    };
    return deployment ?? {};
  }

  /** Previews what `up` would do. */
  async preview(
    onEvent: OnEvent,
    { signal, target, refresh, configFile }: RunOptions & { readonly configFile?: string } = {},
  ): Promise<void> {
    await (
      await this.#stack()
    ).preview({
      onEvent,
      diff: true,
      ...(refresh && { refresh, runProgram: true }),
      ...(signal && { signal }),
      ...(target && { target: [...target] }),
      ...(configFile !== undefined && { configFile }),
    });
  }

  /** Deploys the stack. */
  async up(onEvent: OnEvent, { signal, target }: RunOptions = {}): Promise<void> {
    await (
      await this.#stack()
    ).up({
      onEvent,
      diff: true,
      ...(signal && { signal }),
      ...(target && { target: [...target] }),
    });
  }

  /** Reads both clouds into the state, with the credentials in the current config. */
  async refresh(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).refresh({ onEvent, runProgram: true, ...(signal && { signal }) });
  }

  /**
   * Like {@link refresh}, but also forgets the pending creations of a killed run, about which the engine would warn
   * forever. That is safe, because the provider looks for an object before it creates it.
   */
  async settle(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    const stack = await this.#stack();
    await stack.refresh({ onEvent, runProgram: true, clearPendingCreates: true, ...(signal && { signal }) });
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
  async previewRefresh(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).previewRefresh({ onEvent, runProgram: true, ...(signal && { signal }) });
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
  async recordPending(created: ReadonlyMap<string, CreatedObject>): Promise<void> {
    const { deployment, ...exported } = JSON.parse(await this.#print("stack", "export")) as { deployment: State };
    const edited = { ...exported, deployment: withPending(deployment, created) };
    await pulumi(await this.#options(), ["stack", "import", "--stack", this.name], JSON.stringify(edited));
  }

  /** Removes the lock of a killed run. */
  async cancel(): Promise<void> {
    await (await this.#stack()).cancel();
  }

  /** Previews what `destroy` would do. */
  async previewDestroy(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).previewDestroy({ onEvent, runProgram: true, ...(signal && { signal }) });
  }

  /** Destroys the stack, or some of its resources and their dependents. */
  async destroy(onEvent: OnEvent, { signal, target }: RunOptions = {}): Promise<void> {
    const some = target && { target: [...target], targetDependents: true };
    await (await this.#stack()).destroy({ onEvent, runProgram: true, ...(signal && { signal }), ...some });
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

  #stack(): Promise<Stack> {
    return (this.#automated ??= this.#options().then(automated));
  }
}
