import type { Fault } from "@arkenos/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answering, longTimeout, TelephonyStack } from "./telephony-stack.js";

const OWNED = "+15105550100";
const BOUGHT = "+12065550200";

const REFUSED_AT_ONCE: Fault = { kind: "refuse", status: 429 };
const REFUSED_FOR_A_SECOND: Fault = { kind: "refuse", status: 429, retryAfterSeconds: 1 };
const DOWN: Fault = { kind: "refuse", status: 503 };
const LOST: Fault = { kind: "lose" };
const DONE_UNHEARD: Fault = { kind: "drop" };

/** The failures of each create before it succeeds. The last one in a row takes effect without a response. */
const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  CreateTrunk: [REFUSED_AT_ONCE, DOWN, DONE_UNHEARD],
  UpdateRecording: [REFUSED_AT_ONCE, LOST, DONE_UNHEARD],
  CreateOriginationUrl: [LOST, REFUSED_FOR_A_SECOND, DONE_UNHEARD],
  CreateSipCredentialList: [DOWN, DONE_UNHEARD],
  CreateSipCredential: [REFUSED_AT_ONCE, DONE_UNHEARD],
  CreateCredentialList: [LOST, DONE_UNHEARD],
  CreateIncomingPhoneNumber: [DOWN, REFUSED_FOR_A_SECOND, DONE_UNHEARD],
  CreatePhoneNumber: [DOWN, REFUSED_AT_ONCE, DONE_UNHEARD],
  CreateSIPInboundTrunk: [REFUSED_FOR_A_SECOND, LOST, DONE_UNHEARD],
  CreateSIPDispatchRule: [DOWN, DONE_UNHEARD],
  CreateSIPOutboundTrunk: [REFUSED_AT_ONCE, DOWN, DONE_UNHEARD],
};

describe("clouds that fail", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } });
    // Recording needs a second call to the trunk, which may fail too.
    const trunk = { recording: { mode: "record-from-answer" } };
    await stack.workspace.configure({ ...answering({ [OWNED]: {}, [BOUGHT]: { purchase: true } }), trunk });
  });
  afterAll(() => stack?.dispose());

  const faultsOf = (operation: string) =>
    (operation.includes("SIP") ? stack.emulator.livekit : stack.emulator.twilio).faults;
  const recordings = () => stack.emulator.twilio.store.trunks.all().map(({ recording }) => recording.mode);
  const sizes = () => {
    const { inboundTrunks, outboundTrunks, dispatchRules } = stack.emulator.livekit.store;
    const { trunks, originationUrls, credentialLists, credentials, trunkCredentialLists } = stack.emulator.twilio.store;
    const ours = [inboundTrunks, outboundTrunks, dispatchRules];
    return [...ours, trunks, originationUrls, credentialLists, credentials, trunkCredentialLists].map(
      ({ size }) => size,
    );
  };

  it("only delay an up that creates one object of every kind", async () => {
    for (const [operation, faults] of Object.entries(FAULTS))
      for (const fault of faults) faultsOf(operation).next(operation, fault);
    await stack.workspace.up();
    for (const operation of Object.keys(FAULTS))
      expect([operation, faultsOf(operation).take(operation)]).toEqual([operation, undefined]);
    expect(sizes()).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(recordings()).toEqual(["record-from-answer"]);
  });

  it("sell a number once, even if the response to the purchase was lost", () => {
    const numbers = stack.emulator.twilio.store.numbers.all();
    expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual([OWNED, BOUGHT]);
  });

  it("still get a topology that carries calls in both directions", () => {
    const { livekit, twilio } = stack.emulator;
    for (const to of [OWNED, BOUGHT]) expect(stack.emulator.dial({ from: "+15105550177", to }).agents).toHaveLength(1);
    const [trunk] = livekit.store.outboundTrunks.all();
    expect(twilio.store.verifyPassword(trunk?.authUsername ?? "", trunk?.authPassword ?? "")).toBe(true);
  });

  it("only delay a destroy, which leaves no objects", async () => {
    for (const operation of ["DeleteTrunk", "DeleteSipCredential", "DeleteSIPTrunk", "DeleteSIPDispatchRule"])
      for (const fault of [REFUSED_AT_ONCE, DOWN, DONE_UNHEARD]) faultsOf(operation).next(operation, fault);
    await stack.workspace.destroy();
    expect(sizes()).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("that never recover fail a run within its limits, with the call and the answer in the message", async () => {
    faultsOf("CreateSIPDispatchRule").next("CreateSIPDispatchRule", DOWN, 1_000);
    faultsOf("UpdateRecording").next("UpdateRecording", LOST, 1_000);
    const calls = await stack.callsOf(async () => {
      const output = await stack.workspace.upFails();
      expect(output).toMatch(/CreateSIPDispatchRule: no response from servers \(503 unavailable\)/);
      expect(output).toMatch(/POST Trunks\/TK\w+\/Recording: Twilio did not answer at 127\.0\.0\.1:\d+ \(\w+\)/);
      expect(output).not.toMatch(/\bat .+\.js:\d+/);
    });
    for (const operation of ["CreateSIPDispatchRule", "UpdateRecording"])
      expect(calls.filter((call) => call.operation === operation)).toHaveLength(5);
    stack.emulator.livekit.faults.clear();
    stack.emulator.twilio.faults.clear();
  });

  it("do not affect the next run after they recover: it completes the work", async () => {
    await stack.workspace.up();
    expect(sizes()).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(recordings()).toEqual(["record-from-answer"]);
  });
});
