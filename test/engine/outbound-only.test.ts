import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { throughTermination } from "../emulator/dial/termination.js";
import { answering, longTimeout, TelephonyStack } from "./telephony-stack.js";

const VERIFIED = "+14155550123";

describe("a stack without numbers that calls from a verified caller ID", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({});
    const { store } = stack.emulator.twilio;
    const [account] = store.accounts.all();
    store.callerIds.insert({
      ...store.entity("PN", account?.sid ?? ""),
      phoneNumber: VERIFIED,
      friendlyName: "Head office",
    });
    await stack.workspace.configure({ ...answering({}), outbound: { fromNumbers: [VERIFIED] } });
  });
  afterAll(() => stack?.dispose());

  it("deploys, and Twilio accepts its calls", async () => {
    await stack.workspace.up();
    const { livekit, twilio } = stack.emulator;
    expect([livekit.store.inboundTrunks.size, livekit.store.dispatchRules.size]).toEqual([0, 0]);
    const [trunk] = livekit.store.outboundTrunks.all();
    const { address = "", authUsername = "", authPassword = "" } = trunk ?? {};
    const call = { from: VERIFIED, to: "+12125550100", address, authUsername, authPassword };
    expect(trunk?.numbers).toEqual([VERIFIED]);
    expect(throughTermination(twilio.store, call)).toMatchObject({ status: 200 });
    expect((await stack.workspace.outputs()).telephony).toMatchObject({ outbound: { fromNumbers: [VERIFIED] } });
  });

  it("has no diff afterwards", () => stack.workspace.up("--expect-no-changes"));
});
