import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { longTimeout, TelephonyStack } from "./telephony-stack.js";

const NUMBER = "+15105550100";
let stack: TelephonyStack;

/** A program with a topology and a trunk to another carrier, under these names. */
async function program(topology: string, carrier: string, aliased: boolean, adopt: string): Promise<void> {
  const options = (name: string) => (aliased ? JSON.stringify({ aliases: [{ name }] }) : "{}");
  await writeFile(
    join(stack.workspace.folder, "index.js"),
    `import { OutboundTrunk } from "@arkenos/provider";
    import { SipTopology } from "@arkenos/stacks";
    const topology = { sipDomain: "acme.sip.livekit.cloud", numbers: { "${NUMBER}": {} }, adopt: "${adopt}" };
    new SipTopology("${topology}", topology, ${options("telephony")});
    const trunk = { name: "Carrier", address: "sip.carrier.example", numbers: ["+15105550199"], adopt: "${adopt}" };
    new OutboundTrunk("${carrier}", trunk, ${options("carrier")});`,
  );
}

const held = () => {
  const { livekit, twilio } = stack.emulator;
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  return {
    inbound: inboundTrunks.all().map(({ sipTrunkId }) => sipTrunkId),
    outbound: outboundTrunks
      .all()
      .map(({ name }) => name)
      .sort(),
    rules: dispatchRules.all().map(({ sipDispatchRuleId }) => sipDispatchRuleId),
    trunks: twilio.store.trunks.all().map(({ sid }) => sid),
    urls: twilio.store.originationUrls.all().map(({ sid }) => sid),
    lists: twilio.store.credentialLists.all().map(({ sid }) => sid),
  };
};

describe.each(["by-name", "never"])("renamed resources, with adopt: %s,", longTimeout, (adopt) => {
  beforeEach(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } });
    await program("telephony", "carrier", false, adopt);
    await stack.workspace.up();
  });
  afterEach(() => stack?.dispose());

  it("keep their objects once they have the aliases that the failed up suggested", async () => {
    const before = held();
    await program("phone", "carrier-eu", false, adopt);
    expect(await stack.workspace.upFails()).toMatch(/an alias with (its|the) old name/);
    await program("phone", "carrier-eu", true, adopt);
    await stack.workspace.up();
    expect(held()).toEqual(before);
    expect(stack.emulator.dial({ from: "+15105550177", to: NUMBER }).agents).toHaveLength(1);
    expect(await stack.callsOf(() => stack.workspace.up())).toEqual([]);
    await stack.workspace.destroy();
    expect(Object.values(held()).flat()).toEqual([]);
  });
});
