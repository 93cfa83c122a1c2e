/**
 * `npm run test:histories -- --runs N --seed S`: plays the histories of N seeds, starting with S; `--from K` skips the
 * first K of them, to continue a long search; `--seconds T` ends after that time. `--everything` adds several stacks,
 * strangers and purchases by search. `--mode fast` lets all runs write the state only at their end, and `--mode
 * stepwise` none; by default, some do. `--workers W` uses W processes, by default one per core; errors are shown in the
 * order of the seeds.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { EVERYTHING, type Mode, MODES, ONE_STACK, type Scope, scopeFlags } from "./history.js";
import { type Order, playedInOrder } from "./players.js";

const PROGRESS_MS = 10_000;

const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    seconds: { type: "string" },
    everything: { type: "boolean", default: false },
    mode: { type: "string", default: "mixed" },
    workers: { type: "string", default: String(availableParallelism()) },
  },
});
const first = number("seed", values.seed);
const from = number("from", values.from);
const seconds = values.seconds === undefined ? Number.POSITIVE_INFINITY : number("seconds", values.seconds);
const runs =
  values.runs === undefined
    ? values.seconds === undefined
      ? 200
      : Number.MAX_SAFE_INTEGER
    : number("runs", values.runs);

const scope: Scope = { ...(values.everything ? EVERYTHING : ONE_STACK), mode: modeIn(values.mode) };
const workers = Math.max(1, number("workers", values.workers));

const begun = performance.now();
let heard = begun;
let played = 0;
let found = 0;
for await (const { seed, report } of playedInOrder(orders(), workers)) {
  played++;
  if (report !== undefined) {
    found++;
    console.log(report);
  }
  if (elapsed() >= seconds) break;
  if (performance.now() - heard < PROGRESS_MS) continue;
  heard = performance.now();
  console.log(`${rate()}; to resume here: --seed ${first} --from ${seed - first + 1}${scopeFlags(scope)}`);
}
console.log(`${rate()}, ${found === 0 ? "nothing went wrong" : `${found} went wrong`}`);
process.exitCode = found === 0 ? 0 : 1;

function* orders(): Generator<Order> {
  for (let run = from; run < runs && elapsed() < seconds; run++) yield { seed: first + run, scope };
}

function elapsed(): number {
  return (performance.now() - begun) / 1000;
}

function rate(): string {
  return `${played} histories in ${elapsed().toFixed(0)} s, ${(played / elapsed()).toFixed(1)} a second`;
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} ${text}: must be a whole number`);
  return value;
}

function modeIn(text: string): Mode {
  const mode = MODES.find((each) => each === text);
  if (mode === undefined) throw new Error(`--mode ${text}: must be one of ${MODES.join(", ")}`);
  return mode;
}
