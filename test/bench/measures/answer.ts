import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { atMost, type Figure, median, type Measure } from "../figure.js";
import { calm } from "../live/processes.js";
import { CallLab } from "../live/calls.js";
import { type Contender, Running } from "../live/contender.js";

/** Long enough for everything that a call loads after it is answered. */
const INTO_CALL_MS = 1_000;

interface Call {
  /** From the INVITE to the first sound of the recording, in milliseconds. */
  readonly heardAfter: number;
  /** Of the call's process, in MiB; undefined if the system does not report it. */
  readonly memory: number | undefined;
}

/** How long a caller waits for a greeting, and the memory of the call's process, against an agent without routing. */
export const answer: Measure = {
  name: "answer",
  measure: async ({ pairs }) => figures(await CallLab.use((lab) => measureCalls(lab, pairs))),
};

function figures(calls: Readonly<Record<Contender["name"], readonly Call[]>> | undefined): Figure[] {
  const of = (name: Contender["name"], value: (call: Call) => number | undefined) =>
    median((calls?.[name] ?? []).flatMap((call) => value(call) ?? []));
  const compare = (value: (call: Call) => number | undefined, by: (ours: number, bare: number) => number) => {
    const compared = by(of("ours", value), of("bare", value));
    return Number.isNaN(compared) ? null : compared;
  };
  return [
    atMost(
      1.1,
      "INVITE to greeting ÷ bare agent",
      compare(
        ({ heardAfter }) => heardAfter,
        (ours, bare) => ours / bare,
      ),
      "×",
    ),
    atMost(
      15,
      "memory of a call's process − bare agent's",
      compare(
        ({ memory }) => memory,
        (ours, bare) => ours - bare,
      ),
      "MiB",
    ),
  ];
}

async function measureCalls(lab: CallLab, pairs: number): Promise<Record<Contender["name"], readonly Call[]>> {
  const calls = { ours: [] as Call[], bare: [] as Call[] };
  const running: Running[] = [];
  try {
    for (const contender of lab.both) running.push(await Running.start(contender, lab.stack));
    for (let pair = 0; pair < pairs; pair++) {
      for (const [index, contender] of lab.both.entries()) {
        await calm(running.map(({ pid }) => pid));
        calls[contender.name].push(await oneCall(lab, contender, running[index]));
      }
    }
  } finally {
    for (const worker of running) await worker.stop();
  }
  for (const [name, each] of Object.entries(calls)) console.error(`  ${name}: ${each.map(described).join(", ")}`);
  return calls;
}

async function oneCall(lab: CallLab, contender: Contender, worker: Running | undefined): Promise<Call> {
  let memory: number | undefined;
  const heardAfter = await lab.call(contender, async () => {
    await sleep(INTO_CALL_MS);
    memory = await residentOf(Number((await worker?.line(contender.beforeSpeaking))?.["pid"]));
  });
  return { heardAfter, memory };
}

async function residentOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

function described({ heardAfter, memory }: Call): string {
  return `${heardAfter} ms${memory === undefined ? "" : ` ${memory.toFixed(0)} MiB`}`;
}
