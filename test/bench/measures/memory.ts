import { atMost, median, type Measure } from "../figure.js";
import { pairs } from "../pairs.js";

/** The provider process's peak memory during an `up`. */
export const memory: Measure = {
  name: "memory",
  measure: async ({ large }) => {
    const ratios = (await pairs(large, 1)).flatMap(({ topology, floor }) =>
      topology.peakMemory === null || floor.peakMemory === null ? [] : [topology.peakMemory / floor.peakMemory],
    );
    const value = ratios.length > 0 ? median(ratios) : null;
    return [atMost(1.3, `peak memory of the provider, up of ${large} numbers ÷ floor`, value, "×")];
  },
};
