import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { OWNED } from "./fixtures/owned-numbers.js";
import { openWorld } from "./open-world.js";
import { skipWaits, waitAgain } from "./waits.js";
import type { World } from "./world.js";

const owner = "shop/dev/hotline";
const BUY = "CreateIncomingPhoneNumber";
const search = { search: { areaCode: "415" }, owner };
const [first, second] = ["+14155550200", "+14155550201"];

let world: World;
let ownedBefore: number;
beforeAll(() => void skipWaits());
afterAll(waitAgain);
beforeEach(async () => {
  world = await openWorld();
  ownedBefore = numbers().length;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});
const numbers = () => world.emulator.twilio.store.numbers.all();
const bought = () =>
  numbers()
    .slice(ownedBefore)
    .map(({ phoneNumber }) => phoneNumber);

describe("a search", () => {
  it("buys one number, and says which", async () => {
    const made = await world.run().create("PhoneNumber", search);
    expect(made.state).toMatchObject({ phoneNumber: first, phoneNumberSid: made.id });
    expect(bought()).toEqual([first]);
  });

  it("buys the same number again after a lost answer, which is one purchase", async () => {
    world.fault(BUY, { kind: "drop" }, 3);
    const made = await world.run().create("PhoneNumber", search);
    expect(made.state.phoneNumber).toBe(first);
    expect(bought()).toEqual([first]);
    expect(world.timesCalled(BUY)).toBe(4);
  });

  it("finds what an interrupted run bought, by the owner's key in its name, however long the owner's name is", async () => {
    for (const name of [owner, `a-project-with-a-long-name/production/${"hotline-".repeat(5)}`]) {
      const lost = await world.run().create("PhoneNumber", { ...search, owner: name });
      const found = await world.run().create("PhoneNumber", { ...search, owner: name });
      expect(found.id).toBe(lost.id);
    }
    expect(bought()).toEqual([first, second]);
  });

  it("of one resource meets no other one's number, however many search at once", async () => {
    const run = world.run();
    const owners = ["one", "two", "three", "four"].map((name) => `shop/dev/${name}`);
    const made = await Promise.all(owners.map((name) => run.create("PhoneNumber", { ...search, owner: name })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(4);
    expect(bought()).toHaveLength(4);
  });

  it("goes on to the next number when somebody was quicker", async () => {
    const purchase = world.emulator.twilio.faults.hold(BUY);
    const creating = world.run().create("PhoneNumber", search);
    await purchase.arrived;
    world.emulator.twilio.store.available.delete(first);
    purchase.release();
    expect((await creating).state.phoneNumber).toBe(second);
    expect(bought()).toEqual([second]);
  });

  it("that nothing fits says so, and what it looked for", async () => {
    const nothing = { ...search, search: { areaCode: "907" } };
    await expect(world.run().create("PhoneNumber", nothing)).rejects.toThrow(
      /^search: Twilio has no number for sale that fits .*907.*; widen it/,
    );
    expect(bought()).toEqual([]);
  });

  it("that changes buys nothing", async () => {
    const run = world.run();
    const made = await run.create("PhoneNumber", search);
    const changed = await run.check("PhoneNumber", { ...search, search: { areaCode: "212" } });
    expect(await run.diff("PhoneNumber", made, changed)).toMatchObject({ changes: false });
  });
});

describe("a certain number", () => {
  it("that the account owns is adopted and marked, not bought", async () => {
    const made = await world.run().create("PhoneNumber", { phoneNumber: OWNED[0], owner });
    expect(made.id).toBe(numbers()[0]?.sid);
    expect(numbers()[0]?.friendlyName).toBe(`Arkenos [${owner}]`);
    expect(world.timesCalled(BUY)).toBe(0);
  });

  it("that is not for sale is refused with what to do", async () => {
    await expect(world.run().create("PhoneNumber", { phoneNumber: "+14155559999", owner })).rejects.toThrow(
      /\(400 21422\)\. The number is not for sale; search for another one/,
    );
  });

  it("whose country asks for a bundle is refused with what to set", async () => {
    await expect(world.run().create("PhoneNumber", { phoneNumber: "+442025550200", owner })).rejects.toThrow(
      /\(400 21649\)\. The number needs a regulatory bundle; set bundleSid/,
    );
    expect(bought()).toEqual([]);
  });
});

describe("a number whose resource goes", () => {
  const hotline = { phoneNumber: first, owner };

  it("is kept, with a sentence and without a call", async () => {
    const made = await world.run().create("PhoneNumber", hotline);
    const calls = world.calls;
    const said = vi.spyOn(console, "log").mockReturnValue();
    await world.run().delete("PhoneNumber", made);
    expect(said).toHaveBeenCalledExactlyOnceWith(
      `${first} is kept in the Twilio account and goes on being billed; give it back with release: true, converged before the removal`,
    );
    expect(world.calls).toEqual(calls);
    expect(bought()).toEqual([first]);
  });

  it("is given back once release was converged, and that is done twice without complaint", async () => {
    const made = await world.run().create("PhoneNumber", hotline);
    const released = await world.run().update("PhoneNumber", made, { ...hotline, release: true });
    await world.run().delete("PhoneNumber", released);
    expect(bought()).toEqual([]);
    await world.run().delete("PhoneNumber", released);
  });

  it("stays, and says why, while it has an emergency address", async () => {
    const emergency = { ...hotline, release: true, emergencyAddressSid: "AD00000000000000000000000000000001" };
    const made = await world.run().create("PhoneNumber", emergency);
    await expect(world.run().delete("PhoneNumber", made)).rejects.toThrow(/has an emergency address, remove AD/);
    expect(bought()).toEqual([first]);
  });

  it("is bought again by nobody: what a destroy kept, the next up adopts", async () => {
    vi.spyOn(console, "log").mockReturnValue();
    const made = await world.run().create("PhoneNumber", search);
    await world.run().delete("PhoneNumber", made);
    expect((await world.run().create("PhoneNumber", search)).id).toBe(made.id);
    expect(world.timesCalled(BUY)).toBe(1);
  });
});
