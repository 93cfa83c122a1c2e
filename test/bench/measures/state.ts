import { atMost, type Measure } from "../figure.js";
import { withStack } from "../lab.js";
import { type Converged, pairs } from "../pairs.js";

const FEW = 10;
const MANY = 100;

/** The size of the state: the provider's text in each resource, and the growth per number. */
export const state: Measure = {
  name: "state",
  measure: async () => {
    const [few] = await pairs(FEW, 1);
    const [many] = await pairs(MANY, 1);
    if (!few || !many) throw new Error("nothing was converged");
    // What two sizes of one topology have in common does not grow with the numbers.
    const growth = (side: "topology" | "floor") => (bytesOf(many[side]) - bytesOf(few[side])) / (MANY - FEW);
    return [
      atMost(100, "longest __provider of all kinds", await longestProvider(), "bytes"),
      atMost(
        1.3,
        `state per number ÷ floor, from ${FEW} to ${MANY} numbers`,
        growth("topology") / growth("floor"),
        "×",
      ),
    ];
  },
};

function bytesOf({ state }: Converged): number {
  return Buffer.byteLength(state);
}

async function longestProvider(): Promise<number> {
  const stored = await withStack("all-kinds", { numbers: ["+15105550100"] }, async ({ workspace }) => {
    await workspace.up();
    return workspace.state();
  });
  const { deployment } = JSON.parse(stored) as { deployment: { resources: { inputs?: { __provider?: string } }[] } };
  return Math.max(...deployment.resources.map(({ inputs }) => Buffer.byteLength(inputs?.__provider ?? "")));
}
