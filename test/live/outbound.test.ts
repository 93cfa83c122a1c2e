import { SIPOutboundTrunkInfo } from "livekit-server-sdk";
import { describe, expect, it } from "vitest";
import { openCallCenter } from "./call-center.js";
import type { Manner } from "./caller/answering-side.js";
import { CUSTOMER } from "./calling-out.js";
import { ALL_TONES, agents, type PersonaName, recordings, TONES } from "./personas.js";
import { until } from "./stack/until.js";

const TIMEOUT_MS = 60_000;

// The answering side replaces Twilio's termination domain: it verifies the digest against the credential that `up`
// created in the sandbox's Twilio. LiveKit's half of the credential is on the real server, on the trunk that `up`
// created.
describe("an outbound call through the real servers", () => {
  const center = openCallCenter(() => ({ agents, recordings, callsOut: true }));

  const trunk = async () => {
    const [only] = await center().lab.sip.listSipOutboundTrunk();
    if (!only) throw new Error("there is no outbound trunk");
    return only;
  };
  const setPassword = async (authPassword: string) => {
    const { sipTrunkId, ...fields } = await trunk();
    await center().lab.sip.updateSipOutboundTrunk(sipTrunkId, new SIPOutboundTrunkInfo({ ...fields, authPassword }));
  };

  it.concurrent.each<[PersonaName, string]>([
    ["reception", "+15105550161"],
    ["sales", "+15105550162"],
  ])("rings, is accepted with the trunk's credential, and is greeted by %s", async (persona, to) => {
    expect(await center().callOut(persona, { to })).toMatchObject({ outcome: "answered" });
    const call = await center().carrier.called(to);
    const tone = await call.media.hears(ALL_TONES, TIMEOUT_MS);
    console.log(`${call.to}, called from ${call.from} as ${call.username}, heard ${tone} Hz`);
    expect(tone).toBe(TONES[persona]);
    expect(call.from).toBe(center().numberOf("reception"));
    center().carrier.hangUp(call);
  });

  it.concurrent.each<[Manner, string, object]>([
    ["is busy", "+15105550163", { outcome: "busy", sipStatus: 486 }],
    ["declines", "+15105550164", { outcome: "rejected", sipStatus: 603 }],
    ["does not answer", "+15105550165", { outcome: "no-answer" }],
    ["is silent", "+15105550167", { outcome: "no-answer" }],
  ])("to a phone that %s reports it", async (manner, to, result) => {
    const { carrier } = center();
    carrier.manners.set(to, manner);
    const dialed = await center().callOut("reception", { to, ringingTimeoutSeconds: 5 });
    console.log(`a dial to a phone that ${manner}: ${JSON.stringify(dialed)}`);
    expect(dialed).toMatchObject(result);
    if (manner !== "does not answer") return;
    const call = await carrier.called(to);
    await until("the phone to be silent", () => call.over);
  });

  it("leaves no room and no job when the called person has hung up or never answered", () => center().quiet());

  it("with a wrong password is refused by the carrier, and the phone does not ring", async () => {
    const { carrier } = center();
    const { authPassword } = await trunk();
    await setPassword("Wrong-Passw0rd-of-the-trunk");
    try {
      const dialed = await center().callOut("reception");
      console.log(`a dial with a wrong password: ${JSON.stringify(dialed)}`);
      expect(dialed).toMatchObject({ outcome: "not-allowed", sipStatus: 403 });
      expect(carrier.calls.filter(({ to }) => to === CUSTOMER)).toEqual([]);
      expect(carrier.refused).toBe(1);
      await center().quiet();
    } finally {
      await setPassword(authPassword);
    }
  });

  it("works before and after `pulumi up` rotates the credential", async () => {
    const { carrier } = center();
    const refusedBefore = carrier.refused;
    const before = await trunk();
    expect(await center().callOut("reception")).toMatchObject({ outcome: "answered" });
    await center().up({ rotation: "2" });
    expect(await center().callOut("sales")).toMatchObject({ outcome: "answered" });
    const after = await trunk();
    expect(after.sipTrunkId).toBe(before.sipTrunkId);
    expect(after.authPassword).not.toBe(before.authPassword);
    const usernames = carrier.calls.filter(({ to }) => to === CUSTOMER).map(({ username }) => username);
    expect(usernames).toEqual([before.authUsername, after.authUsername]);
    expect(carrier.refused).toBe(refusedBefore);
    console.log("both dials around the rotation were answered, each with the credential of its time");
  });
});
