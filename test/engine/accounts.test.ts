import { type Emulator, start } from "@arkenos/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answering, makeWorkspace, longTimeout, TelephonyStack } from "./telephony-stack.js";

const OWNED = "+15105550100";
const BOUGHT = "+12065550200";
const OTHER_ACCOUNT = "AC000000000000000000000000000000b2";
const OTHER_SECRET = "secret-of-the-other-project-0123456789";

let stack: TelephonyStack;
let other: Emulator;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } });
  other = await start({
    livekit: { apiSecret: OTHER_SECRET },
    twilio: { accounts: [{ sid: OTHER_ACCOUNT }], owned: [OWNED] },
  });
});
afterAll(async () => {
  await stack?.dispose();
  await other?.close();
});

describe("a stack that switches to another account", longTimeout, () => {
  it("is created again there; the first account gets no request, and the run names what stays on it", async () => {
    await stack.workspace.configure(answering({ [OWNED]: {} }));
    await stack.workspace.up();
    const { livekit, twilio } = stack.emulator;
    const [trunk] = twilio.store.trunks.all();
    const [inbound] = livekit.store.inboundTrunks.all();

    stack.workspace.pointAt(other.env);
    const calls = await stack.callsOf(async () => {
      const output = await stack.workspace.up();
      expect(output).toContain(
        `twilio:ElasticTrunk ${trunk?.sid} stays in account ${stack.emulator.env.TWILIO_ACCOUNT_SID}`,
      );
      expect(output).toContain(
        `livekit:InboundTrunk ${inbound?.sipTrunkId} stays in account ${new URL(livekit.url).host}`,
      );
    });
    expect(calls).toEqual([]);
    expect(other.dial({ from: "+15105550177", to: OWNED }).agents).toHaveLength(1);
    expect(twilio.store.trunks.all()).toEqual([trunk]);
    expect(livekit.store.inboundTrunks.all()).toEqual([inbound]);
  });

  it("is refused if it would have to buy a number again", async () => {
    await stack.workspace.configure(answering({ [OWNED]: {}, [BOUGHT]: { purchase: true } }));
    await stack.workspace.up();
    stack.workspace.pointAt(stack.emulator.env);
    const { code, output } = await stack.workspace.run("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain(`this twilio:PhoneNumber is in account ${OTHER_ACCOUNT}`);
    expect(output).toContain("nothing is bought automatically");
    const purchases = stack.calls.filter(({ operation }) => operation === "CreateIncomingPhoneNumber");
    expect(purchases).toEqual([]);
  });
});

describe("an explicit provider", longTimeout, () => {
  it("puts its part of the program, and only that, on its account", async () => {
    const here = await start();
    const workspace = await makeWorkspace("two-accounts", here);
    other.reset();
    try {
      workspace.pointAt(Object.fromEntries(Object.entries(other.env).map(([name, value]) => [`EU_${name}`, value])));
      await workspace.up();
      const names = () => [here, other].map(({ livekit }) => livekit.store.inboundTrunks.all().map(({ name }) => name));
      expect(names()).toEqual([["Here"], ["There"]]);
      expect(await workspace.state()).not.toContain(OTHER_SECRET);
      await workspace.destroy();
      expect(names()).toEqual([[], []]);
    } finally {
      await workspace.dispose();
      await here.close();
    }
  });
});
