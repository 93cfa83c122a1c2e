import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MAX_LIST_LAG_MS } from "../../provider/retry.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { expectRefused } from "./refused.js";
import type { Made, Noun, PropsOf } from "./run.js";
import { passWaits, waitAgain } from "./waits.js";
import type { World } from "./world.js";

/** A minute in which lists are stale: longer than any wait. */
const lagging = { kind: "lag", ms: 60_000 } as const;
/** The longest delay of a list. */
const lag = { kind: "lag", ms: MAX_LIST_LAG_MS } as const;

/** Twilio's kinds that are created, with the names of their operations. */
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
  return { create, before: (await world.contents.all(noun)).length };
}

/** Starts a create that takes effect, in a run that dies before the response. */
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
  it("is created again right after a delete", async () => {
    const { create, before } = await prepared(noun);
    const old = await create();
    world.fault(`Delete${operation}`, lagging);
    await world.run().delete(noun, old);
    expect(await world.contents.all(noun)).toHaveLength(before);
    const made = await create();
    expect(await world.contents.holds(noun, made.id)).toBeDefined();
    expect(await world.contents.all(noun)).toHaveLength(before + 1);
  });

  it("is found, not created twice, after a run was killed during the create", async () => {
    const { create, before } = await prepared(noun);
    await createAndDie(create, operation);
    const made = await create();
    expect(await world.contents.holds(noun, made.id)).toBeDefined();
    expect(await world.contents.all(noun)).toHaveLength(before + 1);
  });

  it("is created after a run was killed before the create, once no list can hide it any longer", async () => {
    const { create, before } = await prepared(noun);
    const creation = world.emulator.twilio.faults.hold(`Create${operation}`, { kind: "hang" });
    create().catch(() => undefined);
    await creation.arrived;
    vi.setSystemTime(Date.now() + 1_000);
    const made = await create();
    expect(await world.contents.holds(noun, made.id)).toBeDefined();
    expect(await world.contents.all(noun)).toHaveLength(before + 1);
  });

  it("does not count as deleted because a list does not show it yet", async () => {
    const { create } = await prepared(noun);
    world.fault(`List${operation}`, lagging, 3);
    const made = await create();
    expect((await world.run().read(noun, made)).id).toBe(made.id);
  });

  it("counts as deleted although a list still shows it, after a run was killed during the delete", async () => {
    const { create } = await prepared(noun);
    const made = await create();
    world.fault(`Delete${operation}`, lagging);
    await world.run().delete(noun, made);
    expect((await world.run().read(noun, made)).id).toBe("");
  });
});

/** Kinds that must be unique in Twilio. */
const UNIQUE = KINDS.filter(([noun]) => noun !== "OriginationUrl");

it.each(UNIQUE)("%s is recovered when the state is lost and no list shows it yet", async (noun, operation) => {
  const { create, before } = await prepared(noun);
  world.fault(`List${operation}`, lagging, 2);
  const lost = await create();
  expect((await create()).id).toBe(lost.id);
  expect(await world.contents.all(noun)).toHaveLength(before + 1);
});

it("does not report a deleted object as a duplicate", async () => {
  const friendlyName = "Office";
  const list = await world.run().create("IpAccessControlList", {
    ...{ friendlyName, owner: "shop/dev/office", addresses: ["203.0.113.8"] },
  });
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

  it.each(["the trunk that it has just left", "another trunk"])("moves to %s", async (where) => {
    const [old, other] = [await trunk("old"), await trunk("other")];
    await releasedFrom(old);
    const trunkSid = where === "another trunk" ? other : old;
    await world.run().create("NumberAssociation", { number, trunkSid });
    expect(await trunkOf()).toBe(trunkSid);
  });

  it("is known to be off its trunk after a run was killed while it removed it", async () => {
    const trunkSid = await trunk("old");
    const made = await releasedFrom(trunkSid);
    const read = await world.run().read("NumberAssociation", made);
    expect(read.state).toMatchObject({ trunkSid: "", putOn: trunkSid });
  });

  it("protects its trunk from a stack of the same name that does not want it", async () => {
    const trunk = { friendlyName: "old", owner: "shop/dev/old" };
    const { id: trunkSid } = await world.run().create("ElasticTrunk", trunk);
    world.fault("ListIncomingPhoneNumber", lagging, 2);
    await world.run().create("NumberAssociation", { number, trunkSid });
    await expectRefused(
      world,
      () => world.run().create("ElasticTrunk", trunk),
      `${trunkSid} cannot be adopted: number ${number} depends on it`,
    );
  });

  it("does not prevent the delete of the trunk that it has just left", async () => {
    const made = await world.run().create("ElasticTrunk", { friendlyName: "old", owner: "shop/dev/old" });
    await releasedFrom(made.id);
    await world.run().delete("ElasticTrunk", made);
    expect(await world.contents.holds("ElasticTrunk", made.id)).toBeUndefined();
  });
});
