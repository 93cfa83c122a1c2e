import { atMost, type Figure, median, type Measure } from "../figure.js";
import { pairs } from "../pairs.js";

const LIMIT = 1.15;
const SMALL = 100;

/** Deploying a topology from scratch, against the same graph of resources that do nothing. */
export const up: Measure = {
  name: "up",
  measure: async ({ large }) =>
    large === SMALL ? [await figure(SMALL, 5)] : [await figure(SMALL, 5), await figure(large, 1)],
};

async function figure(numbers: number, count: number): Promise<Figure> {
  const ratios = (await pairs(numbers, count)).map(({ topology, floor }) => topology.seconds / floor.seconds);
  return atMost(LIMIT, `up of ${numbers} numbers ÷ floor`, median(ratios), "×");
}
