import { picture } from "@arkenos/cli/graph";
import { verdictOf } from "@arkenos/cli/verdict";
import { SIP_DOMAIN, someTopology } from "../../graph/topology.js";
import { timed } from "../clock.js";
import { atMost, type Measure } from "../figure.js";

const NUMBERS = 300;
const AGENTS = ["reception", "night-desk", "sales", "support-de", "support-fr", "billing"];

/** The time to draw a large topology as a page for the first time in a process, and the page's size. */
export const graph: Measure = {
  name: "graph",
  measure: async () => {
    const { desired, observed, numbers } = someTopology({ numbers: NUMBERS, agents: AGENTS });
    const sight = { observed, sipHosts: [SIP_DOMAIN] };
    const { agentName } = desired.config;
    const verdicts = numbers.map((number) => verdictOf(sight, { number, agentName, caller: "+15555550199" }));
    const { seconds, result } = await timed(async () =>
      picture({ desired, observed, findings: [], verdicts, readAt: new Date() }, "html"),
    );
    return [
      atMost(1, `graph of ${NUMBERS} numbers as a page`, seconds, "s"),
      atMost(1, "size of that page", Buffer.byteLength(result) / 1_000_000, "MB"),
    ];
  },
};
