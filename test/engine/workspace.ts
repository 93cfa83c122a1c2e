import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEngine } from "@arkenos/cli/engine";
import { killEngine } from "./kill-engine.js";

/** The result of an engine command: its exit code and its output. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** A running engine command. */
export interface Running {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Kills it between two writes of its state, and waits for its end. */
  crash(): Promise<Ran>;
  readonly ended: Promise<Ran>;
}

/** The options of a workspace. */
export interface WorkspaceOptions {
  /** Folder of the Pulumi project to copy. */
  readonly project: string;
  /** The `node_modules` from which the program resolves packages. */
  readonly modules: string;
  /** Environment of every command. */
  readonly env: Readonly<Record<string, string>>;
  /** The stack's name. @default "dev" */
  readonly stack?: string;
  /** Receives the log of the search for an engine. */
  readonly say?: (line: string) => void;
}

/**
 * A Pulumi project in a temporary folder, with its own state and home, run by the real engine. The caller disposes of
 * it.
 */
export class Workspace {
  /** The project's folder. */
  readonly folder: string;
  readonly #pulumi: string;
  readonly #stack: string;
  readonly #running = new Set<Running>();
  #env: NodeJS.ProcessEnv;
  /** Receives each line that the engine prints, as it arrives. */
  hear: (line: string) => void = () => undefined;

  private constructor(folder: string, pulumi: string, stack: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#pulumi = pulumi;
    this.#stack = stack;
    this.#env = env;
  }

  /** Copies a project and creates a stack in it. */
  static async make({
    project,
    modules,
    env,
    stack = "dev",
    say = () => undefined,
  }: WorkspaceOptions): Promise<Workspace> {
    const engine = await findEngine({ say });
    const folder = await mkdtemp(join(tmpdir(), "arkenos-"));
    await cp(project, folder, { recursive: true });
    await symlink(modules, join(folder, "node_modules"), "junction");
    await mkdir(join(folder, ".state"));
    const workspace = new Workspace(folder, engine.pulumi, stack, {
      ...withoutAccounts(process.env),
      ...engine.env,
      PULUMI_HOME: join(folder, ".home"),
      PULUMI_BACKEND_URL: `file://${join(folder, ".state")}`,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase of the tests",
      ...env,
    });
    await workspace.succeed("stack", "init", stack);
    return workspace;
  }

  /** A workspace with the same program and the same state, in a separate folder. */
  async fork(): Promise<Workspace> {
    const folder = await mkdtemp(join(tmpdir(), "arkenos-"));
    await cp(this.folder, folder, { recursive: true, verbatimSymlinks: true });
    return new Workspace(folder, this.#pulumi, this.#stack, {
      ...this.#env,
      PULUMI_HOME: join(folder, ".home"),
      PULUMI_BACKEND_URL: `file://${join(folder, ".state")}`,
      // Pulumi stores the selected stack by the project's path.
      PULUMI_STACK: this.#stack,
    });
  }

  /** Environment of every command. */
  get env(): NodeJS.ProcessEnv {
    return this.#env;
  }

  /** Changes the environment of all further commands; an empty value removes a variable. */
  pointAt(env: Readonly<Record<string, string>>): void {
    this.#env = { ...this.#env, ...env };
  }

  /** Replaces the stack's config, secrets included, with plain values in our namespace. */
  async configure(config: Readonly<Record<string, unknown>>): Promise<void> {
    const file = join(this.folder, `Pulumi.${this.#stack}.yaml`);
    const salt = /^encryptionsalt: *(\S+)|"encryptionsalt": *"([^"]+)"/m.exec(await readFile(file, "utf8"));
    const keys = Object.entries(config).map(([key, value]) => [`arkenos:${key}`, value]);
    // JSON is valid YAML.
    await writeFile(file, JSON.stringify({ encryptionsalt: salt?.[1] ?? salt?.[2], config: Object.fromEntries(keys) }));
  }

  /** Sets a secret in the stack's config at `path`, such as `agentEnv.OPENAI_API_KEY`. */
  async setSecret(path: string, value: string): Promise<void> {
    const { code, output } = await this.#start(["config", "set", "--secret", "--path", `arkenos:${path}`], value).ended;
    if (code !== 0) throw new Error(`pulumi config set ${path} exited with ${code}:\n${output}`);
  }

  /** Runs a command of the engine to its end. */
  run(...args: string[]): Promise<Ran> {
    return this.start(...args).ended;
  }

  /** Runs a command that must succeed. @throws with its output if it does not */
  async succeed(...args: string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} exited with ${code}:\n${output}`);
    return output;
  }

  /** Starts a command without waiting for it. */
  start(...args: string[]): Running {
    return this.#start(args, "");
  }

  /** Starts another program in the project's folder, without waiting for it. */
  startCommand([program, ...first]: readonly [string, ...string[]], ...args: string[]): Running {
    return this.#follow(spawn(program, [...first, ...args], { cwd: this.folder, env: this.#env }), "");
  }

  #start(args: readonly string[], input: string): Running {
    const child = spawn(this.#pulumi, [...args, "--non-interactive"], { cwd: this.folder, env: this.#env });
    return this.#follow(child, input);
  }

  #follow(child: ChildProcessWithoutNullStreams, input: string): Running {
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        for (const line of text.split("\n")) if (line.trim() !== "") this.hear(line);
      });
    }
    // A command without input may end before the write.
    child.stdin.on("error", () => undefined).end(input);
    const ended = new Promise<Ran>((resolve, reject) => {
      child.once("error", reject).once("close", (code) => resolve({ code, output }));
    });
    const pid = child.pid ?? 0;
    const crash = () => killEngine(pid, this.folder).then(() => ended);
    const running: Running = { pid, kill: (signal) => child.kill(signal), crash, ended };
    this.#running.add(running);
    const forget = () => this.#running.delete(running);
    ended.then(forget, forget);
    return running;
  }

  /** Runs `up` without a preview. */
  up(...args: string[]): Promise<string> {
    return this.succeed("up", "--yes", "--skip-preview", ...args);
  }

  /** Runs an `up` that must fail. @returns its output @throws if it succeeds */
  async upFails(): Promise<string> {
    const { code, output } = await this.run("up", "--yes", "--skip-preview");
    if (code === 0) throw new Error(`pulumi up succeeded:\n${output}`);
    return output;
  }

  /** Runs `refresh`. */
  refresh(...args: string[]): Promise<string> {
    return this.succeed("refresh", "--yes", "--skip-preview", "--run-program", ...args);
  }

  /** Runs `destroy`. */
  destroy(...args: string[]): Promise<string> {
    return this.succeed("destroy", "--yes", "--skip-preview", "--run-program", ...args);
  }

  /** The stack's outputs. */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.succeed("stack", "output", "--json")) as Record<string, unknown>;
  }

  /** The stack's stored state, with secrets encrypted. */
  async state(): Promise<string> {
    const file = join(this.folder, ".exported.json");
    await this.succeed("stack", "export", "--file", file);
    return readFile(file, "utf8");
  }

  /** Stops running commands and removes the folder with its state. */
  async dispose(): Promise<void> {
    for (const { kill, ended } of [...this.#running]) {
      // On a signal, the engine stops its child processes; a killed engine leaves them behind.
      kill("SIGINT");
      const impatience = setTimeout(() => kill("SIGKILL"), 20_000);
      await ended.catch(() => undefined);
      clearTimeout(impatience);
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** An environment without the accounts and settings of the person who runs the tests. */
export function withoutAccounts(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(LIVEKIT|TWILIO|PULUMI)_/.test(name)));
}
