import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RoomAgentDispatch, RoomConfiguration, RoomServiceClient, SipClient } from "livekit-server-sdk";
import { PhoneCall } from "../../live/caller/phone.js";
import { MissingPartsError } from "../../live/stack/find.js";
import { LiveStack } from "../../live/stack/live-stack.js";
import { until } from "../../live/stack/until.js";
import { recordTone } from "../../live/worker-process.js";
import { type Contender, contenders, type Script } from "./contender.js";

const NUMBERS = { ours: ["+15105550100", "+15105550102"], bare: ["+15105550101"] } as const;
const CALLER = "+15105550177";
const RECORDING = "reception.wav";
const SALES = "sales.wav";
/** What callers of our numbers hear, in Hz: each persona has its own tone. */
export const TONES = { [NUMBERS.ours[0]]: 440, [NUMBERS.ours[1]]: 620 } as const;

/** Two numbers of one LiveKit server: one is answered by our worker, the other by the bare agent. */
export class CallLab {
  readonly stack: LiveStack;
  readonly both: readonly [Contender, Contender];
  readonly #rooms: RoomServiceClient;

  private constructor(stack: LiveStack, both: readonly [Contender, Contender]) {
    this.stack = stack;
    this.both = both;
    this.#rooms = new RoomServiceClient(stack.url, stack.env.LIVEKIT_API_KEY, stack.env.LIVEKIT_API_SECRET);
  }

  /**
   * Starts the real servers for one measurement. @param persona what our persona has beyond its recording @returns
   * undefined if this machine lacks one of the servers
   */
  static async use<T>(measure: (lab: CallLab) => Promise<T>, persona: object = {}): Promise<T | undefined> {
    const stack = await startStack();
    if (!stack) return undefined;
    try {
      const both = await contenders(await writeScript(stack, persona));
      const sip = new SipClient(stack.url, stack.env.LIVEKIT_API_KEY, stack.env.LIVEKIT_API_SECRET);
      for (const contender of both) await route(sip, contender);
      return await measure(new CallLab(stack, both));
    } finally {
      await stack.dispose();
    }
  }

  /** Calls, waits for the recording, runs an action during it, and hangs up. */
  async call(contender: Contender, during: (call: PhoneCall) => Promise<void>): Promise<number> {
    const call = await this.dial(NUMBERS[contender.name][0]);
    try {
      const heardAfter = await until("the recording", () => call.timings.firstSoundMs, { forMs: 120_000 });
      await during(call);
      await call.hangUp();
      await until("no room is left", async () => (await this.rooms()) === 0, { forMs: 30_000 });
      return heardAfter;
    } finally {
      call.close();
    }
  }

  /** Calls a number without waiting. The caller closes the call. */
  dial(to: string, from = CALLER): Promise<PhoneCall> {
    const [host = "", port] = this.stack.sipHost.split(":");
    return PhoneCall.start({ from, to, via: { host, port: Number(port), transport: "tcp" } });
  }

  /** The number of a contender. */
  numberOf({ name }: Contender): string {
    return NUMBERS[name][0];
  }

  /** The number of rooms. */
  async rooms(): Promise<number> {
    return (await this.#rooms.listRooms()).length;
  }
}

async function startStack(): Promise<LiveStack | undefined> {
  try {
    return await LiveStack.start({ say: (line) => console.error(`  ${line}`) });
  } catch (error) {
    if (!(error instanceof MissingPartsError)) throw error;
    console.error(error.message);
    return undefined;
  }
}

async function writeScript({ folder: stackFolder, env }: LiveStack, persona: object): Promise<Script> {
  const folder = join(stackFolder, "script");
  await mkdir(folder);
  await recordTone(folder, RECORDING, TONES[NUMBERS.ours[0]]);
  await recordTone(folder, SALES, TONES[NUMBERS.ours[1]]);
  const outputs = join(folder, "outputs.json");
  const contract = {
    version: 2,
    agentName: "arkenos-agent",
    livekitUrl: env.LIVEKIT_URL,
    agents: {
      reception: { systemPrompt: "You answer for Acme.", greetingAudio: RECORDING, silence: false, ...persona },
      sales: { systemPrompt: "You sell for Acme.", greetingAudio: SALES, silence: false, ...persona },
    },
    numbers: { [NUMBERS.ours[0]]: "reception", [NUMBERS.ours[1]]: "sales" },
  };
  await writeFile(outputs, JSON.stringify(contract));
  return { folder, recording: RECORDING, outputs };
}

async function route(sip: SipClient, { name, agentName }: Contender): Promise<void> {
  const { sipTrunkId } = await sip.createSipInboundTrunk(name, [...NUMBERS[name]]);
  const rule = { type: "individual", roomPrefix: `${name}-` } as const;
  const roomConfig = new RoomConfiguration({ agents: [new RoomAgentDispatch({ agentName })] });
  await sip.createSipDispatchRule(rule, { name, trunkIds: [sipTrunkId], roomConfig });
}
