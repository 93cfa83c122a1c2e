import type { EngineEvent, Stack } from "@pulumi/pulumi/automation/index.js";
import { automated } from "./automated.js";
import { importInto } from "./import.js";
import type { PastRun } from "./past-run.js";
import { pulumi } from "./pulumi.js";
import type { StackOptions } from "./stack-options.js";

/** Receives the events of the engine as they happen. */
export type OnEvent = (event: EngineEvent) => void;

/** How the engine is run. */
export interface RunOptions {
  /** Asks the engine to stop: running calls are let end, no new ones begin. */
  readonly signal?: AbortSignal;
  /** Only these resources, by URN. */
  readonly target?: readonly string[];
  /** Reads both clouds first, without keeping what they say. */
  readonly refresh?: boolean;
}

/** A stack's state as the engine exports it. */
export interface State {
  readonly resources?: readonly StateResource[];
  /** What was under way when an engine was killed. */
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}

/** A resource in the state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** The URN of what it is part of. */
  readonly parent?: string;
  /** The cloud's id; missing for what is no object of a cloud. */
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Of each prop, the resources whose outputs it is made of, by URN. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A stack as the engine knows it. Nothing is called before something is asked for: what is only read is asked of the
 * engine's own command, which takes a fraction of the Automation API's time; that one runs the stack.
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

  /** The stack's config, secrets in clear: `arkenos:key` → text or JSON. @throws EngineError */
  async config(): Promise<Record<string, string>> {
    const printed = await this.#print("config", "--show-secrets", "--json");
    const config = JSON.parse(printed) as Record<string, { value?: string }>;
    return Object.fromEntries(Object.entries(config).map(([key, { value = "" }]) => [key, value]));
  }

  /** What the program exported at the end of the last `up`, secrets in clear. @throws EngineError */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.#print("stack", "output", "--show-secrets", "--json")) as Record<string, unknown>;
  }

  /** What the state holds, secrets in clear: never render it. @throws EngineError */
  async state(): Promise<State> {
    const { deployment } = JSON.parse(await this.#print("stack", "export", "--show-secrets")) as {
      deployment: State | null;
    };
    return deployment ?? {};
  }

  /** Works out what `up` would do. */
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

  /** Converges the stack. */
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

  /** Reads both clouds into the state, with the credentials of today's config. */
  async refresh(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).refresh({ onEvent, runProgram: true, ...(signal && { signal }) });
  }

  /**
   * As {@link refresh}, and forgets what a killed run was creating, of which the engine would warn for ever: an object
   * is looked for before it is created.
   */
  async settle(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    const stack = await this.#stack();
    await stack.refresh({ onEvent, runProgram: true, clearPendingCreates: true, ...(signal && { signal }) });
  }

  /** The last hundred runs, newest first; none before the first one. @throws EngineError */
  async history(): Promise<readonly PastRun[]> {
    const printed = await this.#print("stack", "history", "--json", "--page-size", "100");
    return (JSON.parse(printed) as readonly PastRun[] | null) ?? [];
  }

  /** Reads both clouds and changes nothing. */
  async previewRefresh(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).previewRefresh({ onEvent, runProgram: true, ...(signal && { signal }) });
  }

  /** Takes objects into the state, as an import file lists them; no cloud is called. */
  import(content: string): Promise<void> {
    return importInto(this.#options, content);
  }

  /** Takes the lock of a run away that was killed. */
  async cancel(): Promise<void> {
    await (await this.#stack()).cancel();
  }

  /** Works out what `destroy` would do. */
  async previewDestroy(onEvent: OnEvent, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).previewDestroy({ onEvent, runProgram: true, ...(signal && { signal }) });
  }

  /** Takes the stack, or some of its resources and what depends on them, down. */
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
