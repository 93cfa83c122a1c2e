import { join } from "node:path";
import { timed } from "../clock.js";
import { atMost, median, type Measure } from "../figure.js";
import { someNumbers, withStack } from "../lab.js";
import { ended } from "../process.js";

const COMMAND = join(import.meta.dirname, "..", "..", "..", "..", "stacks", "operate", "arkenos.js");
const NUMBERS = 100;
const UPS = 3;

/** What the command costs: against bare Node for local answers, and against the engine for `up`. */
export const command: Measure = {
  name: "command",
  measure: async ({ pairs }) => {
    const starts = { help: [] as number[], version: [] as number[] };
    for (let pair = 0; pair < pairs; pair++) {
      const bare = await seconds(["-e", "0"]);
      starts.help.push((await seconds([COMMAND, "--help"])) / bare);
      starts.version.push((await seconds([COMMAND, "--version"])) / bare);
    }
    const ups: number[] = [];
    for (let pair = 0; pair < Math.min(pairs, UPS); pair++) {
      const [engine, ours] = [await up("engine"), await up("command")];
      console.error(`  up of ${NUMBERS} numbers: ${engine.toFixed(1)} s; through the command: ${ours.toFixed(1)} s`);
      ups.push(ours / engine);
    }
    return [
      atMost(3, "arkenos --help ÷ node -e 0", median(starts.help), "×"),
      atMost(3, "arkenos --version ÷ node -e 0", median(starts.version), "×"),
      atMost(1.15, `arkenos up ÷ pulumi up, ${NUMBERS} numbers`, median(ups), "×"),
    ];
  },
};

/** Node's time for a command line. */
async function seconds(args: readonly string[]): Promise<number> {
  return (await timed(() => ended(process.execPath, args, {}))).seconds;
}

/** The time to deploy a topology from scratch, through the command or the engine. */
function up(through: "engine" | "command"): Promise<number> {
  return withStack("telephony", { numbers: someNumbers(NUMBERS) }, async ({ workspace }) => {
    const { folder: cwd, env } = workspace;
    const run = async (): Promise<void> => {
      if (through === "engine") await workspace.up();
      else await ended(process.execPath, [COMMAND, "up", "--yes", "--stack", "dev"], { cwd, env });
    };
    return (await timed(run)).seconds;
  });
}
