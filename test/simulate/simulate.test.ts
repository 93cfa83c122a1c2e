import { Session } from "@arkenos/provider/clouds";
import { afterAll, beforeAll, expect, it } from "vitest";
import { observe } from "../../stacks/observe/observe.js";
import type { Observed } from "../../stacks/observe/observed.js";
import { simulate, type Simulated } from "../../stacks/simulate/simulate.js";
import { type Emulator, start } from "../emulator/index.js";
import { Random } from "../live/fuzz/random.js";
import { CALLERS, fillAtRandom, HOSTS, NUMBERS } from "./topologies.js";

const TOPOLOGIES = 200;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await start({ twilio: { owned: NUMBERS.slice(0, 2) } });
});
afterAll(() => emulator.close());

/** What both clouds hold, read over HTTP as the command reads it. */
async function look(): Promise<Observed> {
  const session = new Session();
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = emulator.env;
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_URL } = emulator.env;
  const settings: Readonly<Record<string, string | undefined>> = {
    ...{ livekitUrl: LIVEKIT_URL, livekitApiKey: LIVEKIT_API_KEY, livekitApiSecret: LIVEKIT_API_SECRET },
    ...{ twilioAccountSid: TWILIO_ACCOUNT_SID, twilioAuthToken: TWILIO_AUTH_TOKEN, twilioApiUrl: TWILIO_API_URL },
  };
  session.configure((name) => settings[name]);
  return observe(session, { trunkSids: [], trunkName: "Arkenos Inbound", numbers: NUMBERS });
}

/** The way of a call without the words: each station by its own id, and whether it got through. */
function wayOf({ ok, hops, room, agents }: Simulated | ReturnType<Emulator["dial"]>) {
  const names = (agents ?? []).map((agent) => (typeof agent === "string" ? agent : agent.agentName));
  return { ok, hops: hops.map(({ at, id, ok }) => [at, id?.split("/").at(-1), ok]), room, agents: names };
}

it(`agrees with the sandbox on every call through ${TOPOLOGIES} random topologies`, async () => {
  const ends: Record<string, number> = {};
  for (let seed = 1; seed <= TOPOLOGIES; seed++) {
    fillAtRandom(emulator, new Random(seed));
    // The sandbox knows one host, so that the regional one is a stranger here.
    emulator.livekit.store.sipHost = HOSTS[0];
    const { livekit, twilio } = await look();
    if (!livekit.readable || !twilio.readable) throw new Error("the sandbox could not be read");
    for (const to of NUMBERS) {
      for (const from of CALLERS) {
        for (const pin of ["", "12"]) {
          const call = { from, to, pin };
          const ours = simulate({ livekit, twilio, sipHosts: HOSTS.slice(0, 1) }, call);
          const theirs = emulator.dial(call);
          const room = ours.room?.endsWith("…") ? theirs.room?.replace(/[^_]+$/, "…") : theirs.room;
          expect({ seed, call, ...wayOf(ours) }).toEqual({ seed, call, ...wayOf(theirs), room });
          const last = ours.hops.at(-1);
          const end = `${last?.at} ${last?.ok ? "reached" : "refused"}`;
          ends[end] = (ends[end] ?? 0) + 1;
        }
      }
    }
  }
  console.log(`where ${TOPOLOGIES * NUMBERS.length * CALLERS.length * 2} calls ended:`, ends);
  // Calls must have ended everywhere, or the agreement says little.
  expect(Object.keys(ends).sort()).toEqual([
    "dispatch-rule refused",
    "inbound-trunk refused",
    "number refused",
    "origination refused",
    "room reached",
  ]);
});
