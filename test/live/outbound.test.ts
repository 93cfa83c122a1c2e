import { join } from "node:path";
import { SIPOutboundTrunkInfo } from "livekit-server-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Dial } from "../../agent/outbound/outbound.js";
import { AnsweringSide, type Manner } from "./caller/answering-side.js";
import { callOut, CUSTOMER } from "./calling-out.js";
import { digestOf } from "./carrier.js";
import { ALL_TONES, answeredBy, type PersonaName, recordGreetings, TONES } from "./personas.js";
import { until } from "./stack/until.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const RECEPTION = "+15105550100";
const SALES = "+15105550101";
const PATIENCE_MS = 60_000;

// The answering side stands where Twilio's termination domain would: it verifies the digest against what the
// sandbox's Twilio keeps of the credential that `up` made there. LiveKit's half of the credential is on the real
// server, on the trunk that `up` made.
describe("a call out through the real servers", () => {
  let lab: TelephonyLab;
  let carrier: AnsweringSide;
  let worker: WorkerProcess;
  let outputs: string;
  const stack = startLiveStack();
  const config = answeredBy({ [RECEPTION]: "reception", [SALES]: "sales" });

  const trunk = async () => {
    const [only] = await lab.sip.listSipOutboundTrunk();
    if (!only) throw new Error("there is no outbound trunk");
    return only;
  };
  const setPassword = async (authPassword: string) => {
    const { sipTrunkId, ...fields } = await trunk();
    await lab.sip.updateSipOutboundTrunk(sipTrunkId, new SIPOutboundTrunkInfo({ ...fields, authPassword }));
  };
  const up = (outbound = {}) =>
    lab.up({ ...config, outbound: { address: carrier.host, transport: "udp", ...outbound } });

  beforeAll(async () => {
    lab = await TelephonyLab.open(stack(), [RECEPTION, SALES]);
    carrier = await AnsweringSide.open((username) => digestOf(lab.emulator, username));
    await up();
    outputs = await lab.writeOutputs();
    worker = await WorkerProcess.start(stack(), outputs, await recordGreetings(join(stack().folder, "greetings")));
  });
  afterEach(async () => {
    await lab.clear(worker);
    carrier.reset();
  });
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
    carrier?.close();
  });

  const dialAs = (agentId: PersonaName, more: Partial<Dial> = {}) => callOut(stack(), outputs, { agentId, ...more });

  it.each(["reception", "sales"] as const)(
    "rings, is let through on the trunk's credential, and is greeted by %s",
    async (persona) => {
      expect(await dialAs(persona)).toMatchObject({ outcome: "answered" });
      const call = await carrier.called();
      const tone = await call.media.hears(ALL_TONES, PATIENCE_MS);
      console.log(`${call.to}, called from ${call.from} as ${call.username}, heard ${tone} Hz`);
      expect(tone).toBe(TONES[persona]);
      expect(call).toMatchObject({ to: CUSTOMER, from: RECEPTION });
    },
  );

  it("ends with its room when the called person hangs up", async () => {
    await dialAs("reception");
    const call = await carrier.called();
    await call.media.hears(ALL_TONES, PATIENCE_MS);
    carrier.hangUp(call);
    await lab.quiet(worker);
    console.log("who was called hung up, and no job and no room is left");
  });

  it.each<[Manner, object]>([
    ["is busy", { outcome: "busy", sipStatus: 486 }],
    ["declines", { outcome: "rejected", sipStatus: 603 }],
    ["does not answer", { outcome: "no-answer" }],
    ["is silent", { outcome: "no-answer" }],
  ])("to a phone that %s says so, and leaves no room", async (manner, result) => {
    carrier.manner = manner;
    const dialled = await dialAs("reception", { ringingTimeoutSeconds: 5 });
    console.log(`a dial to a phone that ${manner}: ${JSON.stringify(dialled)}`);
    expect(dialled).toMatchObject(result);
    await lab.quiet(worker);
    if (manner !== "does not answer") return;
    const call = await carrier.called();
    await until("the phone to be silent", () => call.over);
  });

  it("with a password that the carrier does not have is not allowed, and the phone does not ring", async () => {
    const { authPassword } = await trunk();
    await setPassword("Wrong-Passw0rd-of-the-trunk");
    try {
      const dialled = await dialAs("reception");
      console.log(`a dial with a wrong password: ${JSON.stringify(dialled)}`);
      expect(dialled).toMatchObject({ outcome: "not-allowed", sipStatus: 403 });
      expect([carrier.calls.length, carrier.refused]).toEqual([0, 1]);
      await lab.quiet(worker);
    } finally {
      await setPassword(authPassword);
    }
  });

  it("fails neither before nor after `pulumi up` rotates the credential", async () => {
    const before = await trunk();
    expect(await dialAs("reception")).toMatchObject({ outcome: "answered" });
    await up({ rotation: "2" });
    expect(await dialAs("sales")).toMatchObject({ outcome: "answered" });
    const after = await trunk();
    expect(after.sipTrunkId).toBe(before.sipTrunkId);
    expect(after.authPassword).not.toBe(before.authPassword);
    expect(carrier.calls.map(({ username }) => username)).toEqual([before.authUsername, after.authUsername]);
    expect(carrier.refused).toBe(0);
    console.log("both dials around the rotation were answered, each with the credential of its time");
  });
});
