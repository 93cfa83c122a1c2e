import type { EngineEvent, Stack } from "@pulumi/pulumi/automation/index.js";
import { automated } from "./automated.js";
import { importInto } from "./import.js";
import { pulumi } from "./pulumi.js";
import type { StackOptions } from "./stack-options.js";

/** Hears what the engine does, as it does it. */
export type Hear = (event: EngineEvent) => void;

/** How the engine is run. */
export interface RunOptions {
  /** Asks the engine to stop: running calls are let end, no new ones begin. */
  readonly signal?: AbortSignal;
  /** Only these resources, by URN. */
  readonly target?: readonly string[];
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
    const printed = await this.#tell("config", "--show-secrets", "--json");
    const config = JSON.parse(printed) as Record<string, { value?: string }>;
    return Object.fromEntries(Object.entries(config).map(([key, { value = "" }]) => [key, value]));
  }

  /** What the program exported at the end of the last `up`, secrets in clear. @throws EngineError */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.#tell("stack", "output", "--show-secrets", "--json")) as Record<string, unknown>;
  }

  /** What the state holds, secrets in clear: never render it. @throws EngineError */
  async state(): Promise<State> {
    const { deployment } = JSON.parse(await this.#tell("stack", "export", "--show-secrets")) as {
      deployment: State | null;
    };
    return deployment ?? {};
  }

  /** Works out what `up` would do. */
  async preview(
    hear: Hear,
    { signal, target, configFile }: RunOptions & { readonly configFile?: string } = {},
  ): Promise<void> {
    await (
      await this.#stack()
    ).preview({
      onEvent: hear,
      diff: true,
      ...(signal && { signal }),
      ...(target && { target: [...target] }),
      ...(configFile !== undefined && { configFile }),
    });
  }

  /** Converges the stack. */
  async up(hear: Hear, { signal, target }: RunOptions = {}): Promise<void> {
    await (
      await this.#stack()
    ).up({
      onEvent: hear,
      diff: true,
      ...(signal && { signal }),
      ...(target && { target: [...target] }),
    });
  }

  /** Reads both clouds into the state, with the credentials of today's config. */
  async refresh(hear: Hear, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).refresh({ onEvent: hear, runProgram: true, ...(signal && { signal }) });
  }

  /** Forgets what a killed run was making, once that is known or made: the engine would warn of it for ever. */
  async settle(): Promise<void> {
    await (await this.#stack()).refresh({ runProgram: true, clearPendingCreates: true });
  }

  /** Reads both clouds and changes nothing. */
  async previewRefresh(hear: Hear, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).previewRefresh({ onEvent: hear, runProgram: true, ...(signal && { signal }) });
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
  async previewDestroy(hear: Hear, { signal }: RunOptions = {}): Promise<void> {
    await (await this.#stack()).previewDestroy({ onEvent: hear, runProgram: true, ...(signal && { signal }) });
  }

  /** Takes the stack, or some of its resources and what depends on them, down. */
  async destroy(hear: Hear, { signal, target }: RunOptions = {}): Promise<void> {
    const some = target && { target: [...target], targetDependents: true };
    await (await this.#stack()).destroy({ onEvent: hear, runProgram: true, ...(signal && { signal }), ...some });
  }

  #tell(...args: string[]): Promise<string> {
    return pulumi(this.#options, [...args, "--stack", this.name]);
  }

  #stack(): Promise<Stack> {
    return (this.#automated ??= automated(this.#options));
  }
}
