import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLeftBehind } from "../../provider/left-behind.js";
import { resources } from "../../provider/resources.js";
import { openWorld } from "./open-world.js";
import { type Noun, type PropsOf, Run } from "./run.js";
import type { World } from "./world.js";

const NUMBER = "+15105550100";
const owner = (resource: string) => `shop/dev/shop-${resource}`;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const found = async <N extends Noun>(noun: N, props: PropsOf<N>, run = world.run()) =>
  (await findLeftBehind(resources[noun].spec, run.session, await run.check(noun, props)))?.id;
const inbound = { name: "Shop", numbers: [NUMBER], owner: owner("inbound") };

describe("what a killed run was creating", () => {
  it("is found with the props of that run, on its machine alone", async () => {
    const made = await world.run().create("InboundTrunk", inbound);
    expect(await found("InboundTrunk", inbound)).toBe(made.id);
    expect(await found("InboundTrunk", inbound, new Run(world.settings))).toBeUndefined();
  });

  it("is not looked for by name", async () => {
    await world.run().create("InboundTrunk", { ...inbound, owner: "bar/dev/bar-inbound" });
    expect(await found("InboundTrunk", { ...inbound, adopt: "by-name" })).toBeUndefined();
  });

  it("is found if what it was created on is gone", async () => {
    const trunk = await world.run().create("InboundTrunk", inbound);
    const rule = { name: "Shop", rule: { type: "individual" as const }, trunkIds: [trunk.id], owner: owner("rule") };
    const made = await world.run().create("DispatchRule", rule);
    await world.contents.remove("InboundTrunk", trunk.id);
    expect(await found("DispatchRule", rule)).toBe(made.id);
  });

  it("is a number if it is on the trunk, and not if it never arrived", async () => {
    const trunk = await world.run().create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    const association = { number: NUMBER, trunkSid: trunk.id };
    expect(await found("NumberAssociation", association)).toBeUndefined();
    const made = await world.run().create("NumberAssociation", association);
    expect(await found("NumberAssociation", association)).toBe(made.id);
  });

  it("is a number with what it had before", async () => {
    const { numbers } = world.emulator.twilio.store;
    const [owned] = numbers.all(({ phoneNumber }) => phoneNumber === NUMBER);
    const voiceApplicationSid = `AP${"0".repeat(32)}`;
    numbers.patch(owned?.sid ?? expect.fail(), { voiceApplicationSid });
    const trunk = await world.run().create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    const association = { number: NUMBER, trunkSid: trunk.id };
    await world.run().create("NumberAssociation", association);
    const run = world.run();
    const props = await run.check("NumberAssociation", association);
    const left = await findLeftBehind(resources.NumberAssociation.spec, run.session, props);
    expect(left?.attrs).toMatchObject({ displacedApplicationSid: voiceApplicationSid });
  });

  it("is a credential without its password, which the next update renews", async () => {
    const list = await world.run().create("CredentialList", { friendlyName: "LiveKit", owner: owner("list") });
    const props = { credentialListSid: list.id, username: "livekit", owner: owner("credential") };
    const made = await world.run().create("Credential", props);
    const run = world.run();
    const { spec } = resources.Credential;
    const left = await findLeftBehind(spec, run.session, await run.check("Credential", props));
    expect(left).toMatchObject({ id: made.id, attrs: { authPassword: "" } });
    const lost = { ...made, state: { ...made.state, ...left?.attrs } };
    expect(await run.diff("Credential", lost, made.inputs)).toMatchObject({ changes: true, replaces: [] });
    const { authPassword } = (await run.update("Credential", lost, props)).state;
    expect(world.emulator.twilio.store.verifyPassword("livekit", String(authPassword))).toBe(true);
  });
});
