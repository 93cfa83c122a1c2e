import type { EngineEvent, Stack } from "@pulumi/pulumi/automation/index.js";
import { automated } from "./automated.js";
import { importInto } from "./import.js";
import type { PastRun } from "./past-run.js";
import { pulumi } from "./pulumi.js";
import type { StackOptions } from "./stack-options.js";

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

/** A stack's state as the engine exports it. */
export interface State {
  readonly resources?: readonly StateResource[];
  /** The operations that were running when an engine was killed. */
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}

/** A resource in the state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** The URN of its parent. */
  readonly parent?: string;
  /** The cloud's id; undefined for a resource that is not an object in a cloud. */
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** For each prop, the URNs of the resources whose outputs it uses. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A stack as the engine knows it. Nothing runs until it is needed. Reads use the engine's own command, which takes a
 * fraction of the time of the Automation API; the Automation API runs the stack.
 */
export class EngineStack {
  readonly name: string;
  readonly folder: string;
  readonly #options: StackOptions;
  #automated: Promise<Stack> | undefined;

  constructor(options: StackOptions) {
    this.name = options.name;
    this.folder = options.folder;
    this.#options = options;
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
    return JSON.parse(await this.#print("stack", "output", "--show-secrets", "--json")) as Record<string, unknown>;
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
    const printed = await this.#print("stack", "history", "--json", "--page-size", "100");
    return (JSON.parse(printed) as readonly PastRun[] | null) ?? [];
  }

  /** Reads both clouds without changing anything. */
  async previewRefresh(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).previewRefresh({ onEvent, runProgram: true, ...(signal && { signal }) });
  }

  /** Imports the objects in an import file into the state, without calling a cloud. */
  import(content: string): Promise<void> {
    return importInto(this.#options, content);
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

  #print(...args: string[]): Promise<string> {
    return pulumi(this.#options, [...args, "--stack", this.name]);
  }

  #stack(): Promise<Stack> {
    return (this.#automated ??= automated(this.#options));
  }
}
