import { dial } from "@arkenos/emulator";
import { Session } from "@arkenos/provider/clouds";
import { observe } from "@arkenos/cli/observe";
import { verdictOf } from "@arkenos/cli/verdict";
import type { Clouds } from "./clouds.js";
import { topologyArgs } from "./config.js";
import { CALLER } from "./listeners.js";
import type { Network } from "./network.js";
import type { Stack } from "./stack.js";

/** Simulated calls per number, one for each equal share of the random choice among origination URLs. */
const DRAWS = 60;

/** The agent name of the topology's rule. */
const AGENT = "arkenos-agent";

/** Numbers of a stack whose verdict differs from simulated calls through the sandbox. */
export async function wrongVerdicts({ actor, config }: Stack, clouds: Clouds, network: Network): Promise<string[]> {
  const numbers = Object.keys(config.numbers);
  if (numbers.length === 0) return [];
  const session = new Session(network.looking);
  const settings = clouds.settings(config.place);
  session.configure((name) => settings[name]);
  const { store } = clouds.twilio;
  const trunkSids = store.trunks.all().map(({ sid }) => sid);
  const observed = await observe(session, { trunkSids, trunkName: `${config.namePrefix} Inbound`, numbers });
  const stores = { livekit: clouds.project(config.place).store, twilio: store };
  return numbers.flatMap((number) => {
    const wanted = { number, agentName: AGENT, caller: CALLER };
    const { calls, share = 0 } = verdictOf({ observed, sipHosts: [topologyArgs(config).sipDomain] }, wanted);
    const draws = Array.from({ length: DRAWS }, (_, index) => (index + 0.5) / DRAWS);
    const dialed = draws.map((draw) => dial(stores, { from: CALLER, to: number, draw }));
    const reached = dialed.filter(({ ok, agents }) => ok && agents.some(({ agentName }) => agentName === AGENT));
    const truth = reached.length / DRAWS;
    const isRight = calls !== "not checked" && Math.abs(share - truth) < 1 / DRAWS;
    return isRight
      ? []
      : [`${actor}: the verdict on ${number} is "${calls}" (${share}), and ${truth} of calls reach it`];
  });
}
