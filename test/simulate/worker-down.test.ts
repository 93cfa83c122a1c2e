import { SIPDispatchRuleInfo, SIPInboundTrunkInfo } from "@livekit/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { simulate } from "../../stacks/operate/simulate/simulate.js";
import { withoutWorker } from "../../stacks/operate/simulate/worker-down.js";
import { type Emulator, start } from "../emulator/index.js";
import { Random } from "../live/fuzz/random.js";
import { look } from "./look.js";
import { CALLERS, fillAtRandom, HOSTS, NUMBERS } from "./topologies.js";

const TOPOLOGIES = 100;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await start({ twilio: { owned: NUMBERS.slice(0, 2) }, livekit: { release: "1.13.11" } });
});
afterAll(() => emulator.close());

/**
 * Makes most calls reach a room, and draws everything that follows; each URL has its own priority, so no choice is
 * random.
 */
function letRingOut(random: Random): void {
  const { livekit, twilio } = emulator;
  if (random.chance(0.8)) {
    const answering = new SIPInboundTrunkInfo({ sipTrunkId: livekit.store.ids.next("ST"), numbers: NUMBERS });
    const rule = { case: "dispatchRuleIndividual" as const, value: { roomPrefix: "call" } };
    const sipDispatchRuleId = livekit.store.ids.next("SDR");
    livekit.store.inboundTrunks.clear();
    livekit.store.dispatchRules.clear();
    livekit.store.inboundTrunks.insert(answering);
    livekit.store.dispatchRules.insert(new SIPDispatchRuleInfo({ sipDispatchRuleId, rule: { rule } }));
    for (const { sid } of twilio.store.trunks.all()) twilio.store.trunks.patch(sid, { secure: false });
  }
  for (const { sid } of twilio.store.trunks.all()) {
    const disasterRecoveryUrl = random.chance(0.5) ? "https://acme.com/closed" : null;
    twilio.store.trunks.patch(sid, { disasterRecoveryUrl });
  }
  twilio.store.originationUrls.all().forEach(({ sid }, priority) => {
    twilio.store.originationUrls.patch(sid, { priority });
  });
  for (const { sipTrunkId } of livekit.store.inboundTrunks.all()) {
    const ringingTimeoutStatus = random.pick([0, 486, 503, 503, 480, 404, 600]);
    const ringingTimeout = random.chance(0.5) ? { seconds: 20n, nanos: 0 } : undefined;
    livekit.store.inboundTrunks.patch(sipTrunkId, { ringingTimeoutStatus, ringingTimeout } as never);
  }
}

it(`agrees with the sandbox on calls that ring out, in ${TOPOLOGIES} random topologies`, async () => {
  const ends: Record<string, number> = {};
  for (let seed = 1; seed <= TOPOLOGIES; seed++) {
    const random = new Random(seed);
    fillAtRandom(emulator, random);
    letRingOut(random);
    emulator.livekit.store.sipHost = HOSTS[0];
    const { livekit, twilio } = await look(emulator);
    const clouds = { livekit, twilio, sipHosts: HOSTS.slice(0, 1) };
    for (const to of NUMBERS) {
      for (const from of CALLERS) {
        const [way, ...more] = withoutWorker(clouds, { from, to });
        const { ok, rungOut } = emulator.dial({ from, to, workerDown: true });
        const { ringsSeconds, status, takenOverBy } = way ?? {};
        const ours = ringsSeconds === undefined ? undefined : { seconds: ringsSeconds, status, takenOverBy };
        expect({ seed, to, from, more, rungOut: ours }).toEqual({ seed, to, from, more: [], rungOut });
        expect(ours !== undefined).toBe(ok);
        // Up to the room, the two commands report the same.
        const before = simulate(clouds, { from, to })[0]?.hops ?? [];
        expect(way?.hops.slice(0, before.length)).toEqual(before);
        const end = rungOut ? (rungOut.takenOverBy ? "taken over" : `ended with ${rungOut.status}`) : "did not ring";
        ends[end] = (ends[end] ?? 0) + 1;
      }
    }
  }
  console.log(`what became of ${TOPOLOGIES * NUMBERS.length * CALLERS.length} calls:`, ends);
  const all = [
    "did not ring",
    "ended with 404",
    "ended with 480",
    "ended with 486",
    "ended with 503",
    "ended with 600",
  ];
  expect(Object.keys(ends).sort()).toEqual([...all, "taken over"]);
});
