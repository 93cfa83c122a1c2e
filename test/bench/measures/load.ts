import { availableParallelism } from "node:os";
import { atMost, type Figure, type Measure, percentile } from "../figure.js";
import { CallLab } from "../live/calls.js";
import { type Contender, FAKE_MODELS, Running, withModels } from "../live/contender.js";
import { calm } from "../live/processes.js";
import { type Rush, rush } from "../live/rush.js";

const MANY = 50;
/** The resources that this many calls take. */
const CORES_FOR_MANY = 20;

/** How long callers wait for their greeting when many call at once, against a bare agent under the same load. */
export const load: Measure = {
  name: "load",
  measure: async ({ pairs }) => [
    ...((await CallLab.use((lab) => byDefault(lab, pairs), FAKE_MODELS)) ?? none("its default")),
    ...(await many(pairs)),
  ],
};

/** With as many simultaneous calls as the worker accepts on this machine, and with twice as many. */
async function byDefault(lab: CallLab, pairs: number): Promise<Figure[]> {
  return withBoth(lab, {}, async (running) => {
    const { maxCalls } = await running.ours.health();
    console.error(`  the worker takes ${maxCalls} calls at once on this machine`);
    const full = await compare(lab, running, maxCalls, Math.max(2, Math.ceil(pairs / maxCalls)));
    const twice = await compare(lab, running, 2 * maxCalls, Math.max(1, Math.ceil(pairs / 2 / maxCalls)));
    return [...figures(`${maxCalls} calls at once`, full), ...figures(`${2 * maxCalls} calls, twice its most`, twice)];
  });
}

async function many(pairs: number): Promise<Figure[]> {
  const cores = availableParallelism();
  if (cores < CORES_FOR_MANY) {
    console.error(
      `  ${MANY} calls at once were left out: they take ${CORES_FOR_MANY} cores, and this machine has ${cores}`,
    );
    return none(`${MANY} calls at once`);
  }
  const rounds = Math.max(1, Math.ceil(pairs / MANY));
  const measured = await CallLab.use(
    (lab) => withBoth(lab, { ARKENOS_MAX_CALLS: String(MANY) }, (running) => compare(lab, running, MANY, rounds)),
    FAKE_MODELS,
  );
  return measured ? figures(`${MANY} calls at once`, measured) : none(`${MANY} calls at once`);
}

type Both<T> = Readonly<Record<Contender["name"], T>>;

async function withBoth<T>(
  lab: CallLab,
  env: Contender["env"],
  use: (running: Both<Running>) => Promise<T>,
): Promise<T> {
  const [ours, bare] = lab.both.map(withModels).map((each) => ({ ...each, env: { ...each.env, ...env } }));
  if (!ours || !bare) throw new Error("there are two contenders");
  const started: Running[] = [];
  try {
    for (const contender of [ours, bare]) started.push(await Running.start(contender, lab.stack));
    const [first, second] = started as [Running, Running];
    return await use({ ours: first, bare: second });
  } finally {
    for (const worker of started) await worker.stop();
  }
}

/** Alternates the rushes, so that both contenders share the machine's good and bad moments. */
async function compare(lab: CallLab, running: Both<Running>, count: number, rounds: number): Promise<Both<Rush[]>> {
  const rushes = { ours: [] as Rush[], bare: [] as Rush[] };
  for (let round = 0; round < rounds; round++) {
    for (const contender of lab.both) {
      await calm([running.ours.pid, running.bare.pid]);
      const one = await rush(lab, lab.numberOf(contender), count);
      rushes[contender.name].push(one);
      console.error(`  ${contender.name}, ${count} at once: ${described(one)}`);
    }
  }
  return rushes;
}

function figures(what: string, { ours, bare }: Both<readonly Rush[]>): Figure[] {
  const heard = (rushes: readonly Rush[]) => rushes.flatMap(({ heardAfter }) => heardAfter);
  const ratio = (share: number) => percentile(share, heard(ours)) / percentile(share, heard(bare));
  const silent = ours.reduce((sum, one) => sum + one.silent, 0);
  return [
    atMost(1.1, `INVITE to greeting ÷ bare agent, p50, ${what}`, measurable(ratio(0.5)), "×"),
    atMost(1.1, `INVITE to greeting ÷ bare agent, p95, ${what}`, measurable(ratio(0.95)), "×"),
    atMost(0, `answered without a greeting, ${what}`, silent, "calls"),
  ];
}

function none(what: string): Figure[] {
  return [0.5, 0.95].map((share) =>
    atMost(1.1, `INVITE to greeting ÷ bare agent, p${share * 100}, ${what}`, null, "×"),
  );
}

function measurable(ratio: number): number | null {
  return Number.isFinite(ratio) ? ratio : null;
}

function described({ heardAfter, waiting, silent }: Rush): string {
  const times = heardAfter.toSorted((one, other) => one - other).join(", ");
  return `greeted after ${times} ms; ${waiting} rang on or were refused, ${silent} heard nothing`;
}
