import { afterAll, beforeAll, expect, it } from "vitest";
import { verdictOf } from "../../stacks/operate/simulate/verdict.js";
import { simulate, type Simulated } from "../../stacks/operate/simulate/simulate.js";
import { type Emulator, start } from "../emulator/index.js";
import { Random } from "../live/fuzz/random.js";
import { look } from "./look.js";
import { CALLERS, fillAtRandom, HOSTS, NUMBERS } from "./topologies.js";

const TOPOLOGIES = 200;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await start({ twilio: { owned: NUMBERS.slice(0, 2) } });
});
afterAll(() => emulator.close());

/**
 * How often each choice is drawn: weights are 1 or 2, of at most three URLs, so that every share is a multiple of this.
 */
const DRAWS = 60;

/**
 * A trace without its text: each step's id, and whether the call got through; a URL that nobody can use is not a step.
 */
function wayOf({ ok, hops, room, agents }: Omit<Simulated, "share"> | ReturnType<Emulator["dial"]>): string {
  const names = (agents ?? []).map((agent) => (typeof agent === "string" ? agent : agent.agentName));
  const through = hops.filter(({ says }) => !says.includes("is not a sip: URI"));
  const stations = through.map(({ at, id, ok }) => [at, id?.split("/").at(-1), ok]);
  return JSON.stringify({ ok, stations, room: room?.replace(RANDOM_END, ""), agents: names });
}

/** The sandbox invents the random suffix of a room's name. */
const RANDOM_END = /(?<=_)(…|[A-Za-z0-9]{12})$/;

/** How many of these calls take each route. */
function counted(ways: readonly { readonly way: string; readonly count: number }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { way, count } of ways) counts[way] = (counts[way] ?? 0) + count;
  return counts;
}

/** The verdict that follows from counted calls. */
function truth(dialed: readonly ReturnType<Emulator["dial"]>[]) {
  const reached = dialed.filter(({ ok, agents }) => ok && agents.some(({ agentName }) => agentName === AGENT)).length;
  const share = reached / dialed.length;
  return { calls: share === 1 ? "reaches the worker" : share > 0 ? "a share of its calls" : "not answered", share };
}

const AGENT = "arkenos-agent";

it(`agrees with the sandbox on every route and verdict in ${TOPOLOGIES} random topologies`, async () => {
  const ends: Record<string, number> = {};
  const verdicts: Record<string, number> = {};
  for (let seed = 1; seed <= TOPOLOGIES; seed++) {
    fillAtRandom(emulator, new Random(seed));
    // The sandbox knows one host, so the regional one is unknown here.
    emulator.livekit.store.sipHost = HOSTS[0];
    const observed = await look(emulator);
    const { livekit, twilio } = observed;
    const sipHosts = HOSTS.slice(0, 1);
    for (const to of NUMBERS) {
      for (const from of CALLERS) {
        for (const pin of ["", "12"]) {
          const call = { from, to, pin };
          const ours = simulate({ livekit, twilio, sipHosts }, call);
          const dialed = Array.from({ length: DRAWS }, (_, i) => emulator.dial({ ...call, draw: (i + 0.5) / DRAWS }));
          const share = ours.map((way) => ({ way: wayOf(way), count: Math.round(way.share * DRAWS) }));
          const drawn = dialed.map((way) => ({ way: wayOf(way), count: 1 }));
          expect({ seed, call, ways: counted(share) }).toEqual({ seed, call, ways: counted(drawn) });
          const last = ours[0]?.hops.at(-1);
          const end = `${last?.at} ${last?.ok ? "reached" : "refused"}`;
          ends[end] = (ends[end] ?? 0) + 1;

          const verdict = verdictOf({ observed, sipHosts }, { number: to, caller: from, pin, agentName: AGENT });
          const { calls, share: reaching } = truth(dialed);
          expect({ seed, call, verdict }).toMatchObject({
            verdict: { calls, share: expect.closeTo(reaching) as number },
          });
          verdicts[calls] = (verdicts[calls] ?? 0) + 1;
        }
      }
    }
  }
  console.log(`where ${TOPOLOGIES * NUMBERS.length * CALLERS.length * 2} calls ended:`, ends, verdicts);
  // Calls must end at every step, or the comparison proves little.
  expect(Object.keys(ends).sort()).toEqual([
    "dispatch-rule refused",
    "inbound-trunk refused",
    "number refused",
    "origination refused",
    "room reached",
  ]);
  expect(Object.keys(verdicts).sort()).toEqual(["a share of its calls", "not answered", "reaches the worker"]);
});
