import { join } from "node:path";
import type { PhoneCall } from "../../live/caller/phone.js";
import { setTimeout as sleep } from "node:timers/promises";
import { type Deployment, manifest, workerOf } from "../../deploy/manifests.js";
import { until } from "../../live/stack/until.js";
import { atMost, type Measure } from "../figure.js";
import { CallLab } from "../live/calls.js";
import { Running } from "../live/contender.js";
import { calm, coresOf, memoryOf } from "../live/processes.js";

const MEBIBYTES = { Mi: 1, Gi: 1024 } as const;
const WATCHED_MS = 10_000;
const TURN_MS = 2_000;
const FAKES = join(import.meta.dirname, "..", "..", "agent", "fakes");
const model = { plugin: "./voices.js" };

/** What a worker with as many conversations as its Deployment allows takes, against what the Deployment requests. */
export const footprint: Measure = {
  name: "footprint",
  measure: async () => {
    const { container, env } = workerOf(manifest<Deployment>("deployment"));
    const { cpu, memory } = container.resources.requests;
    const calls = Number(env["ARKENOS_MAX_CALLS"]);
    const { ARKENOS_STACK_OUTPUTS: _, ...settings } = env;
    const taken = await CallLab.use((lab) => fill(lab, calls, settings), { stt: model, llm: model, tts: model });
    return [
      atMost(mebibytes(memory), `memory of a worker with ${calls} conversations`, taken?.memory ?? null, "MiB"),
      atMost(Number(cpu), `cores of a worker with ${calls} conversations`, taken?.cores ?? null, "cores"),
    ];
  },
};

async function fill(
  lab: CallLab,
  count: number,
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly memory: number; readonly cores: number }> {
  const [ours] = lab.both;
  const env = { ...ours.env, ...settings, ARKENOS_PLUGIN_PATH: FAKES };
  const worker = await Running.start({ ...ours, env }, lab.stack);
  try {
    await calm([worker.pid]);
    const idle = await memoryOf([worker.pid]);
    let talking = 0;
    let isOver = false;
    const calls = Array.from({ length: count }, () =>
      lab.call(ours, async (call) => {
        talking += 1;
        await converse(call, () => isOver);
      }),
    );
    const all = Promise.all(calls);
    await Promise.race([all, until("all conversations", () => talking === count, { forMs: 180_000 })]);
    const cores = await coresOf([worker.pid], WATCHED_MS);
    const memory = await memoryOf([worker.pid]);
    isOver = true;
    await all;
    console.error(
      `  idle ${idle.toFixed(0)} MiB, ${count} conversations ${memory.toFixed(0)} MiB, ${cores.toFixed(2)} cores`,
    );
    return { memory, cores };
  } finally {
    await worker.stop();
  }
}

/** Takes turns with the agent: two seconds each. */
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
