import type { Call } from "@arkenos/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answering, longTimeout, TelephonyStack } from "./telephony-stack.js";

describe("the order of changes", longTimeout, () => {
  let stack: TelephonyStack;
  let calls: Call[];
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: ["+15105550100", "+15105550101"] } });
  });
  afterAll(() => stack?.dispose());

  const numbers = { "+15105550100": {}, "+15105550101": {} };
  const all = (operation: string, about = "") => {
    const found = calls.filter((call) => call.operation === operation && call.request.includes(about));
    if (found.length === 0) throw new Error(`${operation} was not called`);
    return found;
  };
  /** For one object, every call of the first operation was answered before the first call of the second arrived. */
  const expectBefore = (earlier: string, later: string, about = "") =>
    expect(Math.max(...all(earlier).map(({ answered }) => answered)), `${earlier} before ${later}`).toBeLessThan(
      Math.min(...all(later, about).map(({ arrived }) => arrived)),
    );

  it("on up, a number joins the trunk after everything that answers it exists", async () => {
    await stack.workspace.configure(answering(numbers));
    calls = await stack.callsOf(() => stack.workspace.up());
    expectBefore("CreateSIPInboundTrunk", "CreateSIPDispatchRule");
    expectBefore("CreateSIPDispatchRule", "CreatePhoneNumber");
    expectBefore("CreateOriginationUrl", "CreatePhoneNumber");
    expectBefore("CreateCredentialList", "CreateSIPOutboundTrunk");
  });

  it("in a rotation, the new credential is created, LiveKit switches to it, and the old one is deleted", async () => {
    const [before] = stack.emulator.livekit.store.outboundTrunks.all();
    await stack.workspace.configure({ ...answering(numbers), outbound: { rotation: "2" } });
    calls = await stack.callsOf(() => stack.workspace.up());
    expectBefore("CreateSipCredential", "UpdateSIPOutboundTrunk");
    expectBefore("UpdateSIPOutboundTrunk", "DeleteSipCredential");
    const { livekit, twilio } = stack.emulator;
    const [after] = livekit.store.outboundTrunks.all();
    expect([before?.authUsername, after?.authUsername]).toEqual(["livekit", "livekit-2"]);
    expect(twilio.store.verifyPassword("livekit-2", after?.authPassword ?? "")).toBe(true);
    expect(twilio.store.verifyPassword("livekit", before?.authPassword ?? "")).toBe(false);
  });

  it("on destroy, numbers leave the trunk while everything that answers them still exists", async () => {
    const [inbound] = stack.emulator.livekit.store.inboundTrunks.all();
    calls = await stack.callsOf(() => stack.workspace.destroy());
    expectBefore("DeletePhoneNumber", "DeleteSIPDispatchRule");
    expectBefore("DeletePhoneNumber", "DeleteOriginationUrl");
    expectBefore("DeletePhoneNumber", "DeleteTrunk");
    expectBefore("DeletePhoneNumber", "DeleteSIPTrunk", inbound?.sipTrunkId);
  });
});
