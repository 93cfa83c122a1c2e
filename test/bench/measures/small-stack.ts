import { findEngine } from "@arkenos/cli/engine";
import { ARKENOS } from "../../terminal/arkenos.js";
import type { Workspace } from "../../engine/workspace.js";
import { atMost, type Figure, median, type Measure } from "../figure.js";
import { ONE_RESOURCE } from "../graph.js";
import { someNumbers, withFloor, withStack } from "../lab.js";
import { type TreeCost, treeCost } from "../process-tree.js";

const NUMBERS = someNumbers(3);
const ROUNDS = 3;
/** Commands that change nothing, as a person types them. */
const READING: Readonly<Record<string, readonly string[]>> = {
  doctor: ["doctor"],
  lookup: ["lookup", NUMBERS[0] ?? ""],
  "numbers list": ["numbers", "list"],
};

/**
 * What a stack of three numbers costs: the whole tree of processes, against the same operation on a program with one
 * dynamic resource that does nothing. Commands that only read are compared with one `pulumi stack export`.
 */
export const smallStack: Measure = {
  name: "small-stack",
  measure: () =>
    withStack("telephony", { numbers: NUMBERS }, async ({ workspace }) => {
      await workspace.setSecret("agentEnv.OPENAI_API_KEY", "sk-a-key-of-the-benchmark");
      return withFloor(ONE_RESOURCE, (one) => withFloor([], (none) => figures(workspace, one, none)));
    }),
};

async function figures(ours: Workspace, one: Workspace, none: Workspace): Promise<Figure[]> {
  const { pulumi } = await findEngine();
  const engine = async (args: readonly string[], at: Workspace): Promise<TreeCost> => {
    const words = [pulumi, ...args, "--stack", "dev", "--non-interactive"];
    const cost = await treeCost(words, { cwd: at.folder, env: at.env });
    // Below the command, the engine is one of the processes.
    return { ...cost, ownCpuSeconds: 0, belowMiB: (cost.ownMiB ?? Number.NaN) + (cost.belowMiB ?? Number.NaN) };
  };
  const command = (args: readonly string[]) =>
    treeCost([...ARKENOS, ...args, "--stack", "dev"], { cwd: ours.folder, env: ours.env });
  const rows: Figure[] = [];
  for (const [operation, flags] of [
    ["preview", []],
    ["up", ["--yes"]],
  ] as const) {
    const [topology, floor] = [[] as TreeCost[], [] as TreeCost[]];
    for (let round = 0; round < ROUNDS; round++) {
      topology.push(await command([operation, ...flags]));
      floor.push(await engine([operation, ...flags], one));
      const empty = await engine([operation, ...flags], none);
      say(`${operation}, 3 numbers`, topology.at(-1));
      say(`${operation}, one resource`, floor.at(-1));
      say(`${operation}, empty program`, empty);
    }
    const own = middle(topology, ({ ownMiB }) => ownMiB);
    rows.push(
      atMost(1.3, `CPU time of ${operation} below the command ÷ one resource`, ratio(topology, floor, cpuBelow), "×"),
      atMost(1.25, `memory of ${operation} below the command ÷ one resource`, ratio(topology, floor, memory), "×"),
      atMost(60, `memory of the command's own process, ${operation}`, own, "MiB"),
    );
  }
  const exported = [await engine(["stack", "export"], ours), await engine(["stack", "export"], ours)];
  say("stack export", exported.at(-1));
  for (const [name, args] of Object.entries(READING)) {
    const costs: TreeCost[] = [];
    for (let round = 0; round < ROUNDS; round++) costs.push(await command(args));
    say(name, costs.at(-1));
    const beyond = middle(costs, cpu) - middle(exported, cpu);
    rows.push(atMost(1.5, `CPU time of ${name} beyond one stack export, 3 numbers`, beyond, "s"));
  }
  return rows;
}

const cpu = ({ cpuSeconds }: TreeCost) => cpuSeconds;
const cpuBelow = ({ cpuSeconds, ownCpuSeconds }: TreeCost) => cpuSeconds - ownCpuSeconds;
const memory = ({ belowMiB }: TreeCost) => belowMiB;

function middle(costs: readonly TreeCost[], of: (cost: TreeCost) => number | null): number {
  return median(costs.map((cost) => of(cost) ?? Number.NaN));
}

function ratio(costs: readonly TreeCost[], floor: readonly TreeCost[], of: (cost: TreeCost) => number | null): number {
  return middle(costs, of) / middle(floor, of);
}

function say(what: string, cost: TreeCost | undefined): void {
  if (!cost) return;
  const { seconds, cpuSeconds, ownCpuSeconds, ownMiB, belowMiB } = cost;
  const memory = ownMiB === null ? "" : `, ${ownMiB.toFixed(0)} MiB own, ${(belowMiB ?? 0).toFixed(0)} MiB below`;
  console.error(
    `  ${what}: ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} CPU s (${ownCpuSeconds.toFixed(2)} own)${memory}`,
  );
}
