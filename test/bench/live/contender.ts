import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LiveStack } from "../../live/stack/live-stack.js";
import { freePort } from "../../live/stack/ports.js";
import { Service } from "../../live/stack/service.js";
import { CHECKOUT } from "../../live/worker-process.js";

const BARE = join(import.meta.dirname, "..", "bare", "main.js");
const IDLE_PROCESSES = 2;
/** Processes of a worker without a call, itself apart: those that wait for one, and LiveKit's own for inference. */
export const PROCESSES_AT_REST = IDLE_PROCESSES + 1;

/** A worker that is measured: how to start it, and what it says when. */
export interface Contender {
  readonly name: "ours" | "bare";
  /** What it is called by LiveKit. */
  readonly agentName: string;
  /** The line that the process of a call logs before it speaks. */
  readonly beforeSpeaking: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What both say to a caller. */
export interface Script {
  /** Folder of the recording. */
  readonly folder: string;
  /** Its file there. */
  readonly recording: string;
  /** The table that ours routes by. */
  readonly outputs: string;
}

/** Folder of models that need no service; both workers can have them. */
export const FAKES = join(import.meta.dirname, "..", "..", "agent", "fakes");

/** The same contender with models, as a persona of ours has them by `FAKE_MODELS`. */
export function withModels(contender: Contender): Contender {
  const env = { ARKENOS_PLUGIN_PATH: FAKES, BARE_MODELS: join(FAKES, "voices.js") };
  return { ...contender, env: { ...contender.env, ...env } };
}

const model = { plugin: "./voices.js" };
/** What a persona of ours has beyond its recording, so that it has the bare agent's models. */
export const FAKE_MODELS = { stt: model, llm: model, tts: model, turnDetection: "stt" } as const;

/** This project's worker, and LiveKit's bare agent, on ports of their own. */
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

/** What our worker says of itself, as far as it is measured. */
interface WorkerHealth {
  readonly activeCalls: number;
  readonly maxCalls: number;
}

/** A contender at work. */
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

  /** Starts it, and waits until LiveKit knows it. */
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

  /** From its start to its registration, by its own clock, in milliseconds. */
  async registeredAfter(): Promise<number> {
    return Number((await this.line("registered worker"))["time"]) - this.#began;
  }

  /** What ours says of itself. */
  async health(): Promise<WorkerHealth> {
    return (await (await fetch(`http://127.0.0.1:${this.#env["ARKENOS_HEALTH_PORT"]}/`)).json()) as WorkerHealth;
  }

  /** The last line of its log that says this. */
  async line(message: string): Promise<Readonly<Record<string, unknown>>> {
    const line = await lastLine(this.#log, message);
    if (!line) throw new Error(`no line of ${this.#log} says "${message}"`);
    return line;
  }

  /** Ends it, calls and all. */
  stop(): Promise<void> {
    return this.#service.stop("SIGTERM", 10_000);
  }
}

async function lastLine(log: string, message: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  let last: string | undefined;
  for await (const line of createInterface(createReadStream(log))) if (line.includes(`"msg":"${message}"`)) last = line;
  return last === undefined ? undefined : (JSON.parse(last) as Record<string, unknown>);
}
