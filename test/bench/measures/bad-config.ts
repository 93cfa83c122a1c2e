import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { timed } from "../clock.js";
import { atMost, median, type Measure } from "../figure.js";
import { withFloor, withStack } from "../lab.js";
import type { Workspace } from "../../engine/workspace.js";

const PAIRS = 5;

/** A program that refuses every config, as early as the engine can receive the error. */
const REFUSING = `
import { RunError } from "@pulumi/pulumi";
await new Promise((resolve) => setImmediate(resolve));
throw new RunError("2 problems");
`;

/** How long it takes to report a wrong config, against a program that fails at once. */
export const badConfig: Measure = {
  name: "bad-config",
  measure: () =>
    withStack("telephony", { numbers: ["5105550100"], settings: { agent: "nobody" } }, ({ workspace }) =>
      withFloor([], async (floor) => {
        await writeFile(join(floor.folder, "index.js"), REFUSING);
        const runs: { topology: number; floor: number }[] = [];
        for (let pair = 0; pair < PAIRS; pair++)
          runs.push({ topology: await refusal(workspace), floor: await refusal(floor) });
        return [
          atMost(3, "preview of a bad config", median(runs.map(({ topology }) => topology)), "s"),
          atMost(1.2, "preview of a bad config ÷ floor", median(runs.map((run) => run.topology / run.floor)), "×"),
        ];
      }),
    ),
};

async function refusal(workspace: Workspace): Promise<number> {
  const { seconds, result } = await timed(() => workspace.run("preview"));
  if (result.code === 0 || !result.output.includes("2 problems")) throw new Error(`was not refused:\n${result.output}`);
  return seconds;
}
