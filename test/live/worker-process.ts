import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sine } from "./caller/tone.js";
import type { LiveStack } from "./stack/live-stack.js";
import { freePort } from "./stack/ports.js";
import { Service } from "./stack/service.js";
import { until } from "./stack/until.js";
import { wavOf } from "./wav.js";

const root = join(import.meta.dirname, "..", "..");
const GREETING_MS = 8_000;
const RATE = 24_000;

/** What a worker says at its health endpoint, as far as tests ask. */
interface Health {
  readonly registered: boolean;
  readonly activeCalls: number;
  readonly table: { readonly numbers: number };
}

/** The worker as it is deployed: `arkenos-agent start`, a process of its own. */
export class WorkerProcess {
  readonly #service: Service;
  readonly #health: string;

  private constructor(service: Service, health: string) {
    this.#service = service;
    this.#health = health;
  }

  /**
   * Starts it on a table, and waits until LiveKit sends it calls.
   */
  static async start(stack: LiveStack, outputs: string, env: Readonly<Record<string, string>> = {}): Promise<WorkerProcess> {
    const port = await freePort();
    const health = `http://127.0.0.1:${port}/`;
    const service = await Service.start({
      name: "arkenos-agent",
      program: { path: process.execPath, env: {} },
      args: [join(root, "agent", "dist", "main.js"), "start"],
      env: { ...stack.env, ARKENOS_STACK_OUTPUTS: outputs, ARKENOS_HEALTH_PORT: String(port), ...env },
      log: join(stack.folder, "arkenos-agent.log"),
      ready: async () => ((await (await fetch(health)).json()) as Health).registered,
      readyWithinMs: 60_000,
    });
    return new WorkerProcess(service, health);
  }

  /** What it says about itself. */
  async health(): Promise<Health> {
    return (await (await fetch(this.#health)).json()) as Health;
  }

  /** Waits until it has logged this text. */
  async logged(text: string, forMs = 5_000): Promise<void> {
    await until(`the worker logs "${text}"`, async () => (await this.#service.printed()).includes(text), { forMs });
  }

  /** Ends it as an operator does, or as a crash does. */
  stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    return this.#service.stop(signal, 15_000);
  }
}

/** Writes a greeting that is nothing but a tone, so that a caller knows whose it is. */
export async function recordTone(folder: string, file: string, frequency: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), wavOf(sine(frequency, GREETING_MS, RATE), RATE));
}
