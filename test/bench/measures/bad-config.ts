import { timed } from "../clock.js";
import { atMost, type Measure } from "../figure.js";
import { withStack } from "../lab.js";

/** How long it takes to hear that the config is wrong. */
export const badConfig: Measure = {
  name: "bad-config",
  measure: () =>
    withStack("telephony", { numbers: ["5105550100"], settings: { agent: "nobody" } }, async ({ workspace }) => {
      const { seconds, result } = await timed(() => workspace.run("preview"));
      if (result.code === 0 || !result.output.includes("2 problems"))
        throw new Error(`the config was not refused:\n${result.output}`);
      return [atMost(3, "preview of a bad config", seconds, "s")];
    }),
};
