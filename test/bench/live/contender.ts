import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LiveStack } from "../../live/stack/live-stack.js";
import { freePort } from "../../live/stack/ports.js";
import { Service } from "../../live/stack/service.js";
import { CHECKOUT } from "../../live/worker-process.js";

const BARE = join(import.meta.dirname, "..", "bare", "main.js");
const IDLE_PROCESSES = 2;
/**
 * A worker's processes without a call, besides the worker itself: idle job processes and LiveKit's own for inference.
 */
export const PROCESSES_AT_REST = IDLE_PROCESSES + 1;

/** A measured worker: how to start it, and its log lines. */
export interface Contender {
  readonly name: "ours" | "bare";
  /** Its agent name in LiveKit. */
  readonly agentName: string;
  /** The line that a job process logs before it speaks. */
  readonly beforeSpeaking: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What both workers play to a caller. */
export interface Script {
  /** The recording's folder. */
  readonly folder: string;
  /** Its file name there. */
  readonly recording: string;
  /** Our routing table. */
  readonly outputs: string;
}

/** A folder of models that need no service, for both workers. */
export const FAKES = join(import.meta.dirname, "..", "..", "agent", "fakes");

/** The same contender with models, which a persona of ours takes from `FAKE_MODELS`. */
export function withModels(contender: Contender): Contender {
  const env = { ARKENOS_PLUGIN_PATH: FAKES, BARE_MODELS: join(FAKES, "voices.js") };
  return { ...contender, env: { ...contender.env, ...env } };
}

const model = { plugin: "./voices.js" };
/** The extra settings that give our persona the bare agent's models. */
export const FAKE_MODELS = { stt: model, llm: model, tts: model, turnDetection: "stt" } as const;

/** This project's worker and LiveKit's bare agent, on separate ports. */
export async function contenders({ folder, recording, outputs }: Script): Promise<readonly [Contender, Contender]> {
  return [
    {
      name: "ours",
      agentName: "arkenos-agent",
      beforeSpeaking: "Starting session with system_prompt...",
      args: CHECKOUT.args,
      env: {
        ARKENOS_STACK_OUTPUTS: outputs,
        ARKENOS_AUDIO_PATH: folder,
        ARKENOS_HEALTH_PORT: String(await freePort()),
        ARKENOS_IDLE_PROCESSES: String(IDLE_PROCESSES),
      },
    },
    {
      name: "bare",
      agentName: "bare-agent",
      beforeSpeaking: "Saying the recording",
      args: [BARE, "start"],
      env: {
        BARE_RECORDING: join(folder, recording),
        BARE_PORT: String(await freePort()),
        BARE_IDLE_PROCESSES: String(IDLE_PROCESSES),
      },
    },
  ];
}

/** The measured parts of our worker's status. */
interface WorkerHealth {
  readonly activeCalls: number;
  readonly maxCalls: number;
}

/** A running contender. */
export class Running {
  readonly #service: Service;
  readonly #log: string;
  readonly #began: number;
  readonly #env: Contender["env"];

  private constructor(service: Service, log: string, began: number, env: Contender["env"]) {
    this.#service = service;
    this.#log = log;
    this.#began = began;
    this.#env = env;
  }

  /** Starts it and waits until it is registered with LiveKit. */
  static async start({ name, args, env }: Contender, stack: LiveStack): Promise<Running> {
    const log = join(stack.folder, `${name}-${performance.now()}.log`);
    const began = Date.now();
    const service = await Service.start({
      name,
      program: { path: process.execPath, env: {} },
      args,
      env: { ...stack.env, ...env },
      log,
      ready: async () => (await lastLine(log, "registered worker")) !== undefined,
      readyWithinMs: 60_000,
    });
    return new Running(service, log, began, env);
  }

  get pid(): number {
    return this.#service.pid;
  }

  /** From start to registration by its own clock, in milliseconds. */
  async registeredAfter(): Promise<number> {
    return Number((await this.line("registered worker"))["time"]) - this.#began;
  }

  /** Our worker's status. */
  async health(): Promise<WorkerHealth> {
    return (await (await fetch(`http://127.0.0.1:${this.#env["ARKENOS_HEALTH_PORT"]}/`)).json()) as WorkerHealth;
  }

  /** The last line of its log with this message. */
  async line(message: string): Promise<Readonly<Record<string, unknown>>> {
    const line = await lastLine(this.#log, message);
    if (!line) throw new Error(`no line of ${this.#log} says "${message}"`);
    return line;
  }

  /** Stops it, calls included. */
  stop(): Promise<void> {
    return this.#service.stop("SIGTERM", 10_000);
  }
}

async function lastLine(log: string, message: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  let last: string | undefined;
  for await (const line of createInterface(createReadStream(log))) if (line.includes(`"msg":"${message}"`)) last = line;
  return last === undefined ? undefined : (JSON.parse(last) as Record<string, unknown>);
}
