import type { EngineEvent, LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { importInto } from "./import.js";
import type { Engine } from "./way.js";

/** Loads the Automation API, which takes as long as a small preview: whoever will need it begins early. */
export function automation(): Promise<typeof import("@pulumi/pulumi/automation/index.js")> {
  return import("@pulumi/pulumi/automation/index.js");
}

/** Hears what the engine does, as it does it. */
export type Hear = (event: EngineEvent) => void;

/** How the engine is run. */
export interface RunOptions {
  /** Asks the engine to stop: running calls are let end, no new ones begin. */
  readonly signal?: AbortSignal;
  /** Only these resources, by URN. */
  readonly target?: readonly string[];
}

/** Which stack an engine opens. */
export interface StackOptions {
  readonly engine: Engine;
  /** The project's folder. */
  readonly folder: string;
  readonly name: string;
  /** Environment of every run. */
  readonly env: NodeJS.ProcessEnv;
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
  /** The cloud's id; missing for what is no object of a cloud. */
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A stack as the engine knows it. Nothing is called before something is asked for. */
export class EngineStack {
  readonly name: string;
  readonly folder: string;
  readonly #import: (content: string) => Promise<void>;
  readonly #stack: Stack;
  readonly #workspace: LocalWorkspace;

  private constructor({ name, folder, engine, env }: StackOptions, workspace: LocalWorkspace, stack: Stack) {
    const run = { pulumi: engine.pulumi, folder, env: { ...env, ...engine.env }, stack: name };
    this.#import = (content) => importInto(run, content);
    this.name = name;
    this.folder = folder;
    this.#workspace = workspace;
    this.#stack = stack;
  }

  /** Opens a stack of the project in a folder. */
  static async open(options: StackOptions): Promise<EngineStack> {
    const { engine, folder, name, env } = options;
    const { LocalWorkspace, PulumiCommand, Stack } = await automation();
    // The class has no other way to name a binary that is neither on PATH nor in a folder called bin.
    const pulumiCommand: PulumiCommand = Reflect.construct(PulumiCommand, [engine.pulumi, new SemVer(engine.version)]);
    const workspace = await LocalWorkspace.create({
      workDir: folder,
      pulumiCommand,
      envVars: defined({ ...env, ...engine.env }),
    });
    // Selecting would change which stack the project's folder has selected; every run names its stack.
    workspace.selectStack = () => Promise.resolve();
    const stack = await Stack.select(name, workspace);
    // After each run the class would start the engine three times more to ask for what nobody asked.
    stack.outputs = () => Promise.resolve({});
    stack.info = () => Promise.resolve(undefined);
    return new EngineStack(options, workspace, stack);
  }

  /** The stack's config, secrets in clear: `arkenos:key` → text or JSON. */
  async config(): Promise<Record<string, string>> {
    const config = await this.#workspace.getAllConfig(this.name);
    return Object.fromEntries(Object.entries(config).map(([key, { value }]) => [key, value]));
  }

  /** What the program exported at the end of the last `up`. */
  async outputs(): Promise<Record<string, unknown>> {
    const outputs = await this.#workspace.stackOutputs(this.name);
    return Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value as unknown]));
  }

  /** What the state holds, secrets in clear: never render it. */
  async state(): Promise<State> {
    const { deployment } = await this.#workspace.exportStack(this.name);
    return deployment as State;
  }

  /** Works out what `up` would do. */
  async preview(hear: Hear, { signal, target }: RunOptions = {}): Promise<void> {
    await this.#stack.preview({
      onEvent: hear,
      diff: true,
      ...(signal && { signal }),
      ...(target && { target: [...target] }),
    });
  }

  /** Converges the stack. */
  async up(hear: Hear, { signal, target }: RunOptions = {}): Promise<void> {
    await this.#stack.up({
      onEvent: hear,
      diff: true,
      ...(signal && { signal }),
      ...(target && { target: [...target] }),
    });
  }

  /** Reads both clouds into the state, with the credentials of today's config. */
  async refresh(hear: Hear, { signal }: RunOptions = {}): Promise<void> {
    await this.#stack.refresh({ onEvent: hear, runProgram: true, ...(signal && { signal }) });
  }

  /** Forgets what a killed run was making, once that is known or made: the engine would warn of it for ever. */
  async settle(): Promise<void> {
    await this.#stack.refresh({ runProgram: true, clearPendingCreates: true });
  }

  /** Reads both clouds and changes nothing. */
  async previewRefresh(hear: Hear, { signal }: RunOptions = {}): Promise<void> {
    await this.#stack.previewRefresh({ onEvent: hear, runProgram: true, ...(signal && { signal }) });
  }

  /** Takes objects into the state, as an import file lists them; no cloud is called. */
  import(content: string): Promise<void> {
    return this.#import(content);
  }

  /** Takes the lock of a run away that was killed. */
  async cancel(): Promise<void> {
    await this.#stack.cancel();
  }

  /** Works out what `destroy` would do. */
  async previewDestroy(hear: Hear, { signal }: RunOptions = {}): Promise<void> {
    await this.#stack.previewDestroy({ onEvent: hear, runProgram: true, ...(signal && { signal }) });
  }

  /** Takes the stack, or some of its resources and what depends on them, down. */
  async destroy(hear: Hear, { signal, target }: RunOptions = {}): Promise<void> {
    const some = target && { target: [...target], targetDependents: true };
    await this.#stack.destroy({ onEvent: hear, runProgram: true, ...(signal && { signal }), ...some });
  }
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
