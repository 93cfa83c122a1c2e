import { timed } from "../clock.js";
import { atMost, median, type Measure } from "../figure.js";
import { ONE_RESOURCE } from "../graph.js";
import { withFloor, withStack } from "../lab.js";

const PAIRS = 7;

/** The time to the first preview, against a program with one resource that does nothing. */
export const start: Measure = {
  name: "start",
  measure: () =>
    withStack("telephony", { numbers: [] }, ({ workspace }) =>
      withFloor(ONE_RESOURCE, async (floor) => {
        const ratios: number[] = [];
        for (let pair = 0; pair < PAIRS; pair++) {
          const topology = await timed(() => workspace.succeed("preview"));
          const nothing = await timed(() => floor.succeed("preview"));
          ratios.push(topology.seconds / nothing.seconds);
        }
        return [atMost(1.2, "preview of the smallest topology ÷ floor", median(ratios), "×")];
      }),
    ),
};
