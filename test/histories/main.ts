/**
 * `npm run test:histories -- --runs N --seed S`: plays the histories of N seeds from S on; `--from K` leaves out the
 * first K of them, so that a long search can be taken up again; `--seconds T` ends after that time. `--everything` has
 * several stacks, strangers and purchases by search, too.
 */
import { parseArgs } from "node:util";
import { EVERYTHING, ONE_STACK } from "./history.js";
import { searchSeed, told } from "./search.js";

const PROGRESS_MS = 10_000;

const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    seconds: { type: "string" },
    everything: { type: "boolean", default: false },
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

const begun = performance.now();
let heard = begun;
let played = 0;
let found = 0;
for (let run = from; run < runs && elapsed() < seconds; run++, played++) {
  const failure = await searchSeed(first + run, values.everything ? EVERYTHING : ONE_STACK);
  if (failure) {
    found++;
    console.log(told(failure));
  }
  if (performance.now() - heard > PROGRESS_MS) {
    heard = performance.now();
    console.log(
      `${rate()}; to take it up here: --seed ${first} --from ${run + 1}${values.everything ? " --everything" : ""}`,
    );
  }
}
console.log(`${rate()}, ${found === 0 ? "nothing went wrong" : `${found} went wrong`}`);
process.exitCode = found === 0 ? 0 : 1;

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
