import { atMost, median, type Measure } from "../figure.js";
import { CallLab } from "../live/calls.js";
import { Running } from "../live/contender.js";

/** The time from a worker's start to its registration in LiveKit, against a bare agent's. */
export const register: Measure = {
  name: "register",
  measure: async ({ pairs }) => {
    const ratio = await CallLab.use(async ({ both, stack }) => {
      const times = { ours: [] as number[], bare: [] as number[] };
      for (let pair = 0; pair < pairs; pair++) {
        for (const contender of both) {
          const worker = await Running.start(contender, stack);
          times[contender.name].push(await worker.registeredAfter());
          await worker.stop();
        }
      }
      for (const [name, each] of Object.entries(times)) console.error(`  ${name}: ${each.join(", ")} ms`);
      return median(times.ours) / median(times.bare);
    });
    return [atMost(1.1, "worker registered ÷ bare agent", ratio ?? null, "×")];
  },
};
