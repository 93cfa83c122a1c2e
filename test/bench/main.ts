/**
 * `npm run bench`: what a topology costs against the floor, the same graph of resources that do nothing on the same
 * engine; and, if LiveKit's servers are installed, what a call costs against a bare agent. A figure over its limit
 * stays in the table; only a failed measurement is an error.
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Figure } from "./figure.js";
import { answer } from "./measures/answer.js";
import { badConfig } from "./measures/bad-config.js";
import { calls } from "./measures/calls.js";
import { command } from "./measures/command.js";
import { doctor } from "./measures/doctor.js";
import { endurance } from "./measures/endurance.js";
import { fast } from "./measures/fast.js";
import { footprint } from "./measures/footprint.js";
import { graph } from "./measures/graph.js";
import { load } from "./measures/load.js";
import { memory } from "./measures/memory.js";
import { register } from "./measures/register.js";
import { routing } from "./measures/routing.js";
import { smallStack } from "./measures/small-stack.js";
import { start } from "./measures/start.js";
import { state } from "./measures/state.js";
import { up } from "./measures/up.js";
import { table } from "./table.js";

const measures = [
  up,
  fast,
  calls,
  state,
  smallStack,
  start,
  memory,
  badConfig,
  doctor,
  graph,
  command,
  routing,
  answer,
  register,
  footprint,
  load,
  endurance,
];
const { values } = parseArgs({
  options: {
    json: { type: "string" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
const chosen = measures.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0)
  throw new Error(`--only ${values.only}: there are ${measures.map(({ name }) => name).join(", ")}`);

const figures: Figure[] = [];
for (const { name, measure } of chosen) {
  console.error(`Measuring ${name} …`);
  try {
    figures.push(
      ...(await measure(values.quick ? { large: 100, pairs: 3, row: 40 } : { large: 1000, pairs: 20, row: 1000 })),
    );
  } catch (error) {
    console.error(`${name} could not be measured:`, error);
    process.exitCode = 1;
  }
}

console.log(table(figures));
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ measures: figures }, null, 2)}\n`);
