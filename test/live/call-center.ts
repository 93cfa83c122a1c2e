import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Dial, DialResult } from "../../agent/outbound/outbound.js";
import { REPOSITORY } from "../repository.js";
import { AnsweringSide } from "./caller/answering-side.js";
import type { Calling, PhoneCall } from "./caller/phone.js";
import { callOut } from "./calling-out.js";
import { digestOf } from "./carrier.js";
import type { LiveStack } from "./stack/live-stack.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { recordTone, WorkerProcess } from "./worker-process.js";

/** How long a call may ring, and an agent may take to speak, on a busy machine. */
const TIMEOUT_MS = 60_000;

/** The options of a call center. */
interface Opening {
  /** The personas. Each has a number. */
  readonly agents: Readonly<Record<string, object>>;
  /** Whether they make outbound calls too. @default false */
  readonly callsOut?: boolean;
  /** The stack's `agentEnv`, which the worker receives. */
  readonly agentEnv?: Readonly<Record<string, string>>;
  /** Additional environment of the worker. */
  readonly env?: Readonly<Record<string, string>>;
  /** The worker's recordings: file → tone, in hertz. */
  readonly recordings?: Readonly<Record<string, number>>;
}

/**
 * Agents that answer calls through the real servers: the topology that `up` creates from their config, a worker and an
 * outside carrier.
 */
export class CallCenter {
  readonly #opening: Opening;
  readonly #stack: LiveStack;
  readonly lab: TelephonyLab;
  /** Answers outbound calls. */
  readonly carrier: AnsweringSide;
  #outputs = "";
  #worker: WorkerProcess | undefined;

  private constructor(opening: Opening, stack: LiveStack, lab: TelephonyLab, carrier: AnsweringSide) {
    this.#opening = opening;
    this.#stack = stack;
    this.lab = lab;
    this.carrier = carrier;
  }

  static async open(stack: LiveStack, opening: Opening): Promise<CallCenter> {
    const { agents, agentEnv, env, recordings = {} } = opening;
    const lab = await TelephonyLab.open(
      stack,
      Object.keys(agents).map((_, index) => numberAt(index)),
    );
    const carrier = await AnsweringSide.open((username) => digestOf(lab.emulator, username));
    const center = new CallCenter(opening, stack, lab, carrier);
    try {
      await center.up();
      center.#outputs = await lab.writeOutputs();
      for (const [file, hertz] of Object.entries(recordings)) await recordTone(stack.folder, file, hertz);
      center.#worker = await WorkerProcess.start(stack, center.#outputs, {
        ARKENOS_PLUGIN_PATH: join(REPOSITORY, "test", "dist", "agent", "fakes"),
        ARKENOS_AUDIO_PATH: stack.folder,
        // A small machine has no room for parallel calls.
        ARKENOS_MAX_CALLS: "25",
        ...agentEnv,
        ...env,
      });
    } catch (error) {
      await center.close();
      throw error;
    }
    return center;
  }

  get worker(): WorkerProcess {
    if (!this.#worker) throw new Error("the worker is not started yet");
    return this.#worker;
  }

  /** Deploys the config. @param outbound more settings of outbound calls */
  async up(outbound: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { agents, agentEnv = {}, callsOut } = this.#opening;
    await this.lab.up({
      agents,
      agentEnv,
      numbers: Object.fromEntries(Object.keys(agents).map((agent, index) => [numberAt(index), { agent }])),
      ...(callsOut && { outbound: { address: this.carrier.host, transport: "udp", ...outbound } }),
    });
  }

  /** The number that an agent answers. */
  numberOf(agent: string): string {
    const index = Object.keys(this.#opening.agents).indexOf(agent);
    if (index < 0) throw new Error(`there is no ${agent}`);
    return numberAt(index);
  }

  /** Calls an agent and waits for the answer. */
  async call(agent: string, calling: Partial<Calling> = {}): Promise<PhoneCall> {
    const call = await this.lab.call(this.numberOf(agent), calling);
    await call.answered(TIMEOUT_MS);
    return call;
  }

  /** Has an agent call a number, by default the customer's. */
  callOut(agentId: string, more: Partial<Dial> = {}): Promise<DialResult> {
    return callOut(this.#stack, this.#outputs, { agentId, ...more });
  }

  /** Waits until no room and no job remains. */
  async quiet(): Promise<void> {
    await this.lab.quiet(this.worker);
  }

  /** Ends every call. */
  async clear(): Promise<void> {
    await this.lab.clear(this.worker);
    this.carrier.reset();
  }

  async close(): Promise<void> {
    await this.#worker?.stop();
    await this.lab.close();
    this.carrier.close();
  }
}

/**
 * Opens a call center before a file's tests and closes it afterwards. @returns a function that returns the open call
 * center
 */
export function openCallCenter(opening: () => Opening): () => CallCenter {
  const stack = startLiveStack();
  let open: CallCenter | undefined;
  beforeAll(async () => {
    open = await CallCenter.open(stack(), opening());
  });
  afterAll(() => open?.close());
  return () => {
    if (!open) throw new Error("the call center is not open yet");
    return open;
  };
}

function numberAt(index: number): string {
  return `+151055501${String(index).padStart(2, "0")}`;
}
