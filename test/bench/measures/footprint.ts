import type { PhoneCall } from "../../live/caller/phone.js";
import { setTimeout as sleep } from "node:timers/promises";
import { type Deployment, manifest, workerOf } from "../../deploy/manifests.js";
import { until } from "../../live/stack/until.js";
import { atMost, type Measure } from "../figure.js";
import { CallLab } from "../live/calls.js";
import { FAKES, Running } from "../live/contender.js";
import { calm, coresOf, memoryOf } from "../live/processes.js";

const MEBIBYTES = { Mi: 1, Gi: 1024 } as const;
/** Few enough for a small machine; the cost per conversation is the same. */
const CONVERSATIONS = 3;
const SETTLING_MS = 8_000;
const WATCHED_MS = 10_000;
const TURN_MS = 2_000;
const model = { plugin: "./voices.js" };

/** The resources of a worker with as many conversations as its Deployment allows, against the Deployment's requests. */
export const footprint: Measure = {
  name: "footprint",
  measure: async () => {
    const { container, env } = workerOf(manifest<Deployment>("deployment"));
    const { cpu, memory } = container.resources.requests;
    const { ARKENOS_STACK_OUTPUTS: _, ...settings } = env;
    const taken = await CallLab.use((lab) => watch(lab, settings), { stt: model, llm: model, tts: model });
    const full = (value: keyof Taken) =>
      taken ? taken.idle[value] + Number(env["ARKENOS_MAX_CALLS"]) * taken.perConversation[value] : null;
    return [
      atMost(mebibytes(memory), "memory of a worker that is full, by its Deployment", full("memory"), "MiB"),
      atMost(Number(cpu), "cores that a full worker keeps busy, by its Deployment", full("cores"), "cores"),
    ];
  },
};

interface Taken {
  /** In MiB. */
  readonly memory: number;
  readonly cores: number;
}

interface Share {
  readonly idle: Taken;
  /** In addition. */
  readonly perConversation: Taken;
}

async function watch(lab: CallLab, settings: Readonly<Record<string, string>>): Promise<Share> {
  const [ours] = lab.both;
  const env = { ...ours.env, ...settings, ARKENOS_PLUGIN_PATH: FAKES };
  const worker = await Running.start({ ...ours, env }, lab.stack);
  const pids = [worker.pid];
  const calls: Promise<unknown>[] = [];
  let isOver = false;
  try {
    await calm(pids);
    const idle = await takenBy(pids);
    let talking = 0;
    for (let count = 0; count < CONVERSATIONS; count++) {
      const call = lab.call(ours, async (call) => {
        talking += 1;
        await converse(call, () => isOver);
      });
      calls.push(call);
      await Promise.race([call, until("the conversation", () => talking > count, { forMs: 120_000 })]);
    }
    // The idle processes for the next calls are not part of these calls' cost.
    await sleep(SETTLING_MS);
    const busy = await takenBy(pids);
    const beyond = (value: keyof Taken) => (busy[value] - idle[value]) / CONVERSATIONS;
    const perConversation = { memory: beyond("memory"), cores: beyond("cores") };
    console.error(`  idle: ${described(idle)}; for each conversation: ${described(perConversation)}`);
    return { idle, perConversation };
  } finally {
    isOver = true;
    await Promise.allSettled(calls);
    await worker.stop();
  }
}

async function takenBy(pids: readonly number[]): Promise<Taken> {
  return { cores: await coresOf(pids, WATCHED_MS), memory: await memoryOf(pids) };
}

function described({ memory, cores }: Taken): string {
  return `${memory.toFixed(0)} MiB, ${cores.toFixed(2)} cores`;
}

/** Alternates with the agent: two seconds each. */
async function converse(call: PhoneCall, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await call.media.speak(440, TURN_MS);
    await sleep(TURN_MS);
  }
}

function mebibytes(quantity: string): number {
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(quantity) ?? [];
  return Number(amount) * MEBIBYTES[unit as keyof typeof MEBIBYTES];
}
