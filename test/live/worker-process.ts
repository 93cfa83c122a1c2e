import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { wav } from "../agent/fakes/wav.js";
import { sine } from "./caller/tone.js";
import type { LiveStack } from "./stack/live-stack.js";
import { freePort } from "./stack/ports.js";
import { Service, type ServiceOptions } from "./stack/service.js";
import { until } from "./stack/until.js";

const GREETING_MS = 8_000;
const RATE = 24_000;

/** The fields of a worker's health endpoint that tests read. */
interface Health {
  readonly registered: boolean;
  readonly draining: boolean;
  readonly activeCalls: number;
  readonly problem?: string;
  readonly table: { readonly numbers: number };
}

/** A worker's files, and its user. */
export type Installation = Pick<ServiceOptions, "program" | "args" | "cwd" | "user">;

/** The worker of this checkout. */
export const CHECKOUT: Installation = {
  program: { path: process.execPath, env: {} },
  args: [
    join(dirname(createRequire(import.meta.url).resolve("@arkenos/agent/package.json")), "dist", "worker", "main.js"),
    "start",
  ],
};

/** The worker as deployed: `arkenos-agent start`, in a separate process. */
export class WorkerProcess {
  /** The address of its health endpoint. */
  readonly healthPort: number;
  readonly #service: Service;

  private constructor(service: Service, healthPort: number) {
    this.#service = service;
    this.healthPort = healthPort;
  }

  /** Starts it with a table, and waits until LiveKit sends it calls. */
  static async start(
    stack: LiveStack,
    outputs: string,
    env: Readonly<Record<string, string>> = {},
    installation = CHECKOUT,
  ): Promise<WorkerProcess> {
    const port = await freePort();
    const service = await Service.start({
      name: "arkenos-agent",
      ...installation,
      env: { ...stack.env, ARKENOS_STACK_OUTPUTS: outputs, ARKENOS_HEALTH_PORT: String(port), ...env },
      log: join(stack.folder, "arkenos-agent.log"),
      ready: async () => (await healthAt(port)).registered,
    });
    return new WorkerProcess(service, port);
  }

  get pid(): number {
    return this.#service.pid;
  }

  /** Its status. */
  health(): Promise<Health> {
    return healthAt(this.healthPort);
  }

  /** Waits until it has logged this text. */
  async logged(text: string, forMs = 15_000): Promise<void> {
    await until(`the worker logs "${text}"`, async () => (await this.#service.printed()).includes(text), { forMs });
  }

  /** Its output so far. */
  printed(): Promise<string> {
    return this.#service.printed();
  }

  /** Waits for a line of its log that contains this text, or all of these, and parses it. */
  async line(text: string | readonly string[], forMs = 15_000): Promise<Record<string, unknown>> {
    const isMeant = (line: string) => line.startsWith("{") && [text].flat().every((part) => line.includes(part));
    const found = async () => (await this.printed()).split("\n").find(isMeant);
    return JSON.parse(await until(`the worker logs "${[text].flat().join(" … ")}"`, found, { forMs })) as Record<
      string,
      unknown
    >;
  }

  /** Stops it as an operator does, or as a crash does. @param withinMs how long it may wait for its calls */
  stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM", withinMs = 15_000): Promise<void> {
    return this.#service.stop(signal, withinMs);
  }
}

async function healthAt(port: number): Promise<Health> {
  return (await (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5_000) })).json()) as Health;
}

/** Writes a greeting with only a tone, so that a caller can identify it. */
export async function recordTone(folder: string, file: string, frequency: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), wav([...sine(frequency, GREETING_MS, RATE)], { rate: RATE }));
}
