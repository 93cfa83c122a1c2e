import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "./until.js";
import type { Program } from "./source.js";

/** The options of a long-running program. */
export interface ServiceOptions {
  readonly name: string;
  readonly program: Program;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** @default the current folder */
  readonly cwd?: string;
  /** The user it runs as; only root can choose. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** File for its output. */
  readonly log: string;
  /** Whether it is ready; an error counts as no. */
  readonly ready: () => Promise<boolean>;
  /** The longest time until it is ready. @default 60 s */
  readonly readyWithinMs?: number;
}

/** A program that runs until it is stopped or our process ends, so nothing is left running. */
export class Service {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #log: string;
  readonly #keeper: ChildProcess;

  private constructor(name: string, child: ChildProcess, log: string) {
    this.name = name;
    this.#child = child;
    this.#log = log;
    // Its stdin closes when our process ends, even if it is killed.
    this.#keeper = spawn("sh", ["-c", `read line; kill -KILL ${child.pid}`], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    this.#keeper.unref();
  }

  /** Starts a program and waits until it is ready. @throws with the end of its log if it never is */
  static async start(options: ServiceOptions): Promise<Service> {
    const { name, program, args, env, cwd, user, log, ready, readyWithinMs = 60_000 } = options;
    const file = await open(log, "a");
    const child = spawn(program.path, [...args], {
      stdio: ["ignore", file.fd, file.fd],
      env: { ...process.env, ...program.env, ...env },
      ...(cwd !== undefined && { cwd }),
      ...user,
    });
    await Promise.race([once(child, "spawn"), once(child, "error").then(([error]) => Promise.reject(error as Error))]);
    await file.close();
    const service = new Service(name, child, log);
    try {
      const isReady = async () => service.#hasEnded || (await ready());
      await until(`${name} is ready`, isReady, { forMs: readyWithinMs });
      if (service.#hasEnded) throw new Error(`${name} ended at once`);
    } catch (error) {
      await service.stop();
      const tail = (await readFile(log, "utf8")).trimEnd().split("\n").slice(-15).join("\n");
      throw new Error(`${(error as Error).message}\n${tail}`);
    }
    return service;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Its output so far. */
  printed(): Promise<string> {
    return readFile(this.#log, "utf8");
  }

  /** Stops it and waits until it has exited: with SIGTERM first, and by force after `withinMs`. */
  async stop(signal: NodeJS.Signals = "SIGINT", withinMs = 3_000): Promise<void> {
    this.#keeper.kill("SIGKILL");
    if (this.#hasEnded) return;
    const exit = once(this.#child, "exit");
    this.#child.kill(signal);
    await Promise.race([exit, sleep(withinMs, undefined, { ref: false })]);
    if (!this.#hasEnded) this.#child.kill("SIGKILL");
    await exit;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
