import { setTimeout as sleep } from "node:timers/promises";
import { descendants } from "../../engine/process-tree.js";
import type { PhoneCall } from "../../live/caller/phone.js";
import { until } from "../../live/stack/until.js";
import { atMost, type Figure, type Measure } from "../figure.js";
import { CallLab, TONES } from "../live/calls.js";
import { FAKE_MODELS, PROCESSES_AT_REST, Running, withModels } from "../live/contender.js";
import { calm, memoryOf } from "../live/processes.js";

/** The baseline for the memory after the last call: by this call, everything is loaded. */
const SETTLED_AFTER = 100;
/** The part of the bench's twenty minutes that remains on a slow machine. */
const LONGEST_MINUTES = 12;
/**
 * LiveKit starts job processes one after another, so the last of several simultaneous calls rings until all of them
 * have started: half a minute on a busy machine.
 */
const GREETED_WITHIN_MS = 120_000;
const NUMBERS = Object.keys(TONES) as (keyof typeof TONES)[];

interface Outcome {
  made: number;
  misrouted: number;
  unanswered: number;
  /** In MiB. */
  early: number;
  late: number;
  rooms: number;
  jobs: number;
  processes: number;
}

/** Many calls in a row on one worker: whether each reaches its persona, and what they leave behind. */
export const endurance: Measure = {
  name: "endurance",
  measure: async ({ row }) => figures(row, await CallLab.use((lab) => endure(lab, row), FAKE_MODELS)),
};

function figures(row: number, outcome: Outcome | undefined): Figure[] {
  const of = (value: (outcome: Outcome) => number) => (outcome ? value(outcome) : null);
  const calls = `${outcome?.made ?? row} calls in a row`;
  const after = row > SETTLED_AFTER ? SETTLED_AFTER : row / 2;
  return [
    atMost(
      0,
      `misrouted of ${calls}`,
      of(({ misrouted }) => misrouted),
      "calls",
    ),
    atMost(
      0,
      `not greeted of ${calls}`,
      of(({ unanswered }) => unanswered),
      "calls",
    ),
    atMost(
      0,
      `calls of ${row} that this machine did not make within ${LONGEST_MINUTES} min`,
      of(({ made }) => row - made),
      "calls",
    ),
    atMost(
      0,
      `rooms left after ${calls}`,
      of(({ rooms }) => rooms),
      "rooms",
    ),
    atMost(
      0,
      `jobs left after ${calls}`,
      of(({ jobs }) => jobs),
      "jobs",
    ),
    atMost(
      0,
      `processes left after ${calls}`,
      of(({ processes }) => processes),
      "processes",
    ),
    atMost(
      1.1,
      `memory after ${calls} ÷ after ${after}`,
      of(({ early, late }) => late / early),
      "×",
    ),
  ];
}

async function endure(lab: CallLab, row: number): Promise<Outcome> {
  const worker = await Running.start(withModels(lab.both[0]), lab.stack);
  const settledAfter = row > SETTLED_AFTER ? SETTLED_AFTER : row / 2;
  try {
    await calm([worker.pid]);
    const { maxCalls } = await worker.health();
    console.error(`  ${row} calls, ${maxCalls} at once`);
    const outcome = { made: 0, misrouted: 0, unanswered: 0, early: Number.NaN, late: Number.NaN };
    const began = performance.now();
    while (outcome.made < row && performance.now() - began < LONGEST_MINUTES * 60_000) {
      const heard = await Promise.all(
        Array.from({ length: Math.min(maxCalls, row - outcome.made) }, (_, index) => one(lab, outcome.made + index)),
      );
      outcome.made += heard.length;
      outcome.misrouted += heard.filter((call) => call === "misrouted").length;
      outcome.unanswered += heard.filter((call) => call === "not greeted").length;
      await rested(lab, worker);
      if (Number.isNaN(outcome.early) && outcome.made >= settledAfter) outcome.early = await resting(worker);
    }
    outcome.late = await resting(worker);
    const { activeCalls: jobs } = await worker.health();
    const processes = Math.max(0, (await descendants(worker.pid)).length - PROCESSES_AT_REST);
    console.error(`  ${JSON.stringify({ ...outcome, minutes: (performance.now() - began) / 60_000 })}`);
    return { ...outcome, rooms: await lab.rooms(), jobs, processes };
  } finally {
    await worker.stop();
  }
}

type Heard = "greeted" | "misrouted" | "not greeted";

/** One call to each number in turn, which hangs up after its tone. */
async function one(lab: CallLab, index: number): Promise<Heard> {
  const number = NUMBERS[index % NUMBERS.length] ?? "+15105550100";
  const call = await lab.dial(number, `+1510557${String(index).padStart(4, "0")}`);
  try {
    const tone = await call.media.hears(Object.values(TONES), GREETED_WITHIN_MS).catch(() => undefined);
    if (tone !== TONES[number])
      console.error(`  call ${index} to ${number} heard ${tone ?? "nothing"}: ${storyOf(call)}`);
    await (call.isAnswered ? call.hangUp() : call.cancel());
    return tone === undefined ? "not greeted" : tone === TONES[number] ? "greeted" : "misrouted";
  } finally {
    call.close();
  }
}

/** The outcome of a call: still ringing, refused, or answered in silence. */
function storyOf({ progress, timings }: PhoneCall): string {
  return JSON.stringify({ statuses: [...new Set(progress.map(({ status }) => status))], ...timings });
}

/** Waits until the worker and LiveKit report no trace of the calls. */
async function rested(lab: CallLab, worker: Running): Promise<void> {
  const isOver = async () => (await worker.health()).activeCalls + (await lab.rooms()) === 0;
  await until("no job and no room is left", isOver, { forMs: 60_000 });
}

async function resting(worker: Running): Promise<number> {
  await calm([worker.pid]);
  await sleep(1_000);
  return memoryOf([worker.pid]);
}
