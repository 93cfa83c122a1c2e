import { ARKENOS } from "../../terminal/arkenos.js";
import type { Ran, Running, Workspace } from "../../engine/workspace.js";
import { atMost, type Figure, type Measure } from "../figure.js";
import { graphOf } from "../graph.js";
import { someNumbers, withFloor, withStack } from "../lab.js";

const ACTS = ["up", "destroy"] as const;

/**
 * `arkenos up --fast` and `destroy --fast` of many numbers, against the same operations on the same graph of resources
 * that do nothing: with a state that the engine writes after each step, and with one that it writes once.
 */
export const fast: Measure = {
  name: "fast",
  measure: ({ large }) =>
    withStack("telephony", { numbers: someNumbers(large) }, async ({ workspace }) => {
      const command = (act: string) => seconds(workspace.startCommand(ARKENOS, act, "--fast", "--yes"));
      const ours = {
        up: await command("up"),
        graph: graphOf(await workspace.state()),
        destroy: await command("destroy"),
      };
      const stepwise = await withFloor(ours.graph, onEngine);
      const once = await withFloor(ours.graph, (floor) => {
        floor.pointAt({ PULUMI_SKIP_CHECKPOINTS: "true" });
        return onEngine(floor);
      });
      return ACTS.flatMap((act): Figure[] => [
        atMost(0.15, `${act} --fast of ${large} numbers ÷ floor`, ours[act] / stepwise[act], "×"),
        atMost(1.3, `${act} --fast of ${large} numbers ÷ floor without checkpoints`, ours[act] / once[act], "×"),
      ]);
    }),
};

/** Both operations with a preview before `up`, as the command makes. */
async function onEngine(floor: Workspace): Promise<Readonly<Record<(typeof ACTS)[number], number>>> {
  return {
    up: await seconds(floor.start("up", "--yes")),
    destroy: await seconds(floor.start("destroy", "--yes", "--skip-preview", "--run-program")),
  };
}

async function seconds({ ended }: Running): Promise<number> {
  const begun = performance.now();
  const { code, output }: Ran = await ended;
  if (code !== 0) throw new Error(output);
  return (performance.now() - begun) / 1000;
}
