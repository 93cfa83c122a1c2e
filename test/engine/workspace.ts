import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEngine } from "@arkenos/stacks/engine";

/** What a command of the engine left: exit code, and everything it printed. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** How to make a workspace. */
export interface WorkspaceOptions {
  /** Folder with a Pulumi project, which is copied. */
  readonly project: string;
  /** `node_modules` that the program resolves packages from. */
  readonly modules: string;
  /** Environment of every command. */
  readonly env: Readonly<Record<string, string>>;
  /** Hears what finding the engine takes. */
  readonly say?: (line: string) => void;
}

/**
 * A Pulumi project of its own in a temporary folder, with its own state and home, run by the real
 * engine. Whoever makes one disposes of it.
 */
export class Workspace {
  /** The project's folder. */
  readonly folder: string;
  readonly #pulumi: string;
  readonly #env: NodeJS.ProcessEnv;
  /** Hears each line that the engine prints, as it comes. */
  hear: (line: string) => void = () => undefined;

  private constructor(folder: string, pulumi: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#pulumi = pulumi;
    this.#env = env;
  }

  /** Copies a project and creates the stack `dev` in it. */
  static async make({ project, modules, env, say = () => undefined }: WorkspaceOptions): Promise<Workspace> {
    const engine = await findEngine({ say });
    const folder = await mkdtemp(join(tmpdir(), "arkenos-"));
    await cp(project, folder, { recursive: true });
    await symlink(modules, join(folder, "node_modules"), "junction");
    await mkdir(join(folder, ".state"));
    const workspace = new Workspace(
      folder,
      engine.pulumi,
      {
        ...process.env,
        ...engine.env,
        PULUMI_HOME: join(folder, ".home"),
        PULUMI_BACKEND_URL: `file://${join(folder, ".state")}`,
        PULUMI_CONFIG_PASSPHRASE: "a passphrase of the tests",
        ...env,
      },
    );
    await workspace.succeed("stack", "init", "dev");
    return workspace;
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
  start(...args: string[]): { readonly pid: number; kill(signal: NodeJS.Signals): void; readonly ended: Promise<Ran> } {
    const child = spawn(this.#pulumi, [...args, "--non-interactive"], { cwd: this.folder, env: this.#env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        for (const line of text.split("\n")) if (line.trim() !== "") this.hear(line);
      });
    }
    const ended = new Promise<Ran>((resolve, reject) => {
      child.once("error", reject).once("close", (code) => resolve({ code, output }));
    });
    return { pid: child.pid ?? 0, kill: (signal) => child.kill(signal), ended };
  }

  /** Converges the stack, without a preview of its own. */
  up(...args: string[]): Promise<string> {
    return this.succeed("up", "--yes", "--skip-preview", ...args);
  }

  /** Reads both clouds into the state. */
  refresh(...args: string[]): Promise<string> {
    return this.succeed("refresh", "--yes", "--skip-preview", "--run-program", ...args);
  }

  /** Takes the stack down. */
  destroy(...args: string[]): Promise<string> {
    return this.succeed("destroy", "--yes", "--skip-preview", "--run-program", ...args);
  }

  /** The stack's outputs. */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.succeed("stack", "output", "--json")) as Record<string, unknown>;
  }

  /** The stack's state as it is stored, secrets encrypted. */
  async state(): Promise<string> {
    const file = join(this.folder, ".exported.json");
    await this.succeed("stack", "export", "--file", file);
    return readFile(file, "utf8");
  }

  /** Removes the folder, state and all. */
  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
