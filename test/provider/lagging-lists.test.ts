import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LONGEST_LAG_MS } from "../../provider/retry.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import type { Made, Noun, PropsOf } from "./run.js";
import { passWaits, waitAgain } from "./waits.js";
import type { World } from "./world.js";

/** A minute in which lists show what was there before: longer than any wait. */
const lagging = { kind: "lag", ms: 60_000 } as const;
/** As long as a list may lag. */
const lag = { kind: "lag", ms: LONGEST_LAG_MS } as const;

/** Twilio's kinds that are made, with what its operations call them. */
const KINDS: readonly [noun: Noun, operation: string][] = [
  ["ElasticTrunk", "Trunk"],
  ["OriginationUrl", "OriginationUrl"],
  ["CredentialList", "SipCredentialList"],
  ["Credential", "SipCredential"],
  ["IpAccessControlList", "SipIpAccessControlList"],
  ["IpAddress", "SipIpAddress"],
  ["TrunkCredentialList", "CredentialList"],
  ["TrunkIpAccessControlList", "IpAccessControlList"],
];

let world: World;
beforeEach(async () => {
  passWaits();
  world = await openWorld();
});
afterEach(async () => {
  await world.close();
  waitAgain();
});

async function prepared(noun: Noun) {
  const { minimal, parents } = await fixtureOf(noun).prepare(world.run());
  const create = (): Promise<Made> => world.run().holding(parents).create(noun, minimal.props);
  return { create, before: (await world.holdings.all(noun)).length };
}

/** Begins a creation that takes effect, in a run that dies before it hears of that. */
async function createAndDie(create: () => Promise<Made>, operation: string): Promise<void> {
  const { faults } = world.emulator.twilio;
  const creation = faults.hold(`Create${operation}`, lag);
  create().catch(() => undefined);
  await creation.arrived;
  const lookup = faults.hold(`List${operation}`);
  creation.release();
  await lookup.arrived;
}

describe.each(KINDS)("%s, while Twilio's lists lag", (noun, operation) => {
  it("is made anew after it was deleted a moment ago", async () => {
    const { create, before } = await prepared(noun);
    const old = await create();
    world.fault(`Delete${operation}`, lagging);
    await world.run().delete(noun, old);
    expect(await world.holdings.all(noun)).toHaveLength(before);
    const made = await create();
    expect(await world.holdings.holds(noun, made.id)).toBeDefined();
    expect(await world.holdings.all(noun)).toHaveLength(before + 1);
  });

  it("is found, not made twice, after a run was killed while it made it", async () => {
    const { create, before } = await prepared(noun);
    await createAndDie(create, operation);
    const made = await create();
    expect(await world.holdings.holds(noun, made.id)).toBeDefined();
    expect(await world.holdings.all(noun)).toHaveLength(before + 1);
  });

  it("is made after a run was killed before it made it, once no list can hide it any more", async () => {
    const { create, before } = await prepared(noun);
    const creation = world.emulator.twilio.faults.hold(`Create${operation}`, { kind: "hang" });
    create().catch(() => undefined);
    await creation.arrived;
    vi.setSystemTime(Date.now() + 1_000);
    const made = await create();
    expect(await world.holdings.holds(noun, made.id)).toBeDefined();
    expect(await world.holdings.all(noun)).toHaveLength(before + 1);
  });

  it("is not gone because a list does not show it yet", async () => {
    const { create } = await prepared(noun);
    world.fault(`List${operation}`, lagging, 3);
    const made = await create();
    expect((await world.run().read(noun, made)).id).toBe(made.id);
  });

  it("is gone although a list still shows it, after a run was killed while it deleted it", async () => {
    const { create } = await prepared(noun);
    const made = await create();
    world.fault(`Delete${operation}`, lagging);
    await world.run().delete(noun, made);
    expect((await world.run().read(noun, made)).id).toBe("");
  });
});

/** Kinds of which Twilio keeps no two alike. */
const UNIQUE = KINDS.filter(([noun]) => noun !== "OriginationUrl");

it.each(UNIQUE)("%s is taken again where the state is lost and no list shows it yet", async (noun, operation) => {
  const { create, before } = await prepared(noun);
  world.fault(`List${operation}`, lagging, 2);
  const lost = await create();
  expect((await create()).id).toBe(lost.id);
  expect(await world.holdings.all(noun)).toHaveLength(before + 1);
});

it("names no twin that is gone already", async () => {
  const friendlyName = "Office";
  const list = await world.run().create("IpAccessControlList", { friendlyName, owner: "shop/dev/office" });
  const entry = { ipAccessControlListSid: list.id, friendlyName: "Desk", ipAddress: "203.0.113.8" };
  await world.run().create("IpAddress", { ...entry, owner: "shop/dev/desk" });
  world.fault("DeleteSipIpAccessControlList", lagging);
  await world.run().delete("IpAccessControlList", list);
  const made = await world.run().create("IpAccessControlList", { friendlyName, owner: "other/dev/office" });
  expect(made.id).not.toBe(list.id);
});

describe("a number, while Twilio's lists lag", () => {
  const number = "+15105550100";
  const trunkOf = async () => (await numbers()).trunkSid;
  const numbers = async () =>
    world.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === number)[0] ?? expect.fail();
  const trunk = async (name: string): Promise<string> =>
    (await world.run().create("ElasticTrunk", { friendlyName: name, owner: `shop/dev/${name}` })).id;
  async function releasedFrom(trunkSid: string): Promise<Made> {
    const association: PropsOf<"NumberAssociation"> = { number, trunkSid };
    const made = await world.run().create("NumberAssociation", association);
    world.fault("DeletePhoneNumber", lagging);
    await world.run().delete("NumberAssociation", made);
    expect(await trunkOf()).toBeFalsy();
    return made;
  }

  it.each(["the trunk that it has just left", "another trunk"])("comes to %s", async (where) => {
    const [old, other] = [await trunk("old"), await trunk("other")];
    await releasedFrom(old);
    const trunkSid = where === "another trunk" ? other : old;
    await world.run().create("NumberAssociation", { number, trunkSid });
    expect(await trunkOf()).toBe(trunkSid);
  });

  it("is known to be off its trunk after a run was killed while it took it off", async () => {
    const trunkSid = await trunk("old");
    const made = await releasedFrom(trunkSid);
    const read = await world.run().read("NumberAssociation", made);
    expect(read.state).toMatchObject({ trunkSid: "", putOn: trunkSid });
  });

  it("does not keep the trunk that it has just left from being deleted", async () => {
    const made = await world.run().create("ElasticTrunk", { friendlyName: "old", owner: "shop/dev/old" });
    await releasedFrom(made.id);
    await world.run().delete("ElasticTrunk", made);
    expect(await world.holdings.holds("ElasticTrunk", made.id)).toBeUndefined();
  });
});
