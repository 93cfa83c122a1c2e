import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { openWorld } from "./open-world.js";
import type { Made } from "./run.js";
import type { World } from "./world.js";

const owner = "shop/dev/hotline";
const search = { search: { areaCode: "415" }, owner };
const [first, second] = ["+14155550200", "+14155550201"];

let world: World;
let ownedBefore: number;
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

describe("a number whose resource goes", () => {
  const hotline = { phoneNumber: first, owner };

  it("is kept, with a sentence and without a write", async () => {
    const made = await world.run().create("PhoneNumber", hotline);
    const calls = world.calls.length;
    const said = vi.spyOn(console, "log").mockReturnValue();
    await world.run().delete("PhoneNumber", made);
    expect(said).toHaveBeenCalledExactlyOnceWith(
      `${first} is kept in the Twilio account and goes on being billed; give it back with release: true, converged before the removal`,
    );
    expect(world.calls.slice(calls)).toEqual(["ListIncomingPhoneNumber"]);
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

  it("and that a search bought is let go: the next up of the search buys another one", async () => {
    vi.spyOn(console, "log").mockReturnValue();
    const made = await world.run().create("PhoneNumber", search);
    await world.run().delete("PhoneNumber", made);
    expect((await world.run().create("PhoneNumber", search)).state.phoneNumber).toBe(second);
  });
});

describe("a number that was to be given back", () => {
  const hotline = { phoneNumber: first, owner, release: true };
  let said: MockInstance<typeof console.log>;
  let released: Made;
  beforeEach(async () => {
    said = vi.spyOn(console, "log").mockReturnValue();
    released = await world.run().create("PhoneNumber", hotline);
  });

  it("stays, and is named, while it is on a trunk, whichever stack put it there", async () => {
    const trunk = await world.run().create("ElasticTrunk", { friendlyName: "Theirs", owner: "bank/prod/trunk" });
    await world.run().create("NumberAssociation", { number: first, trunkSid: trunk.id });
    await world.run().delete("PhoneNumber", released);
    expect(bought()).toEqual([first]);
    expect(said).toHaveBeenCalledWith(
      `${first} is not given back and goes on being billed: it is on trunk ${trunk.id} "Theirs"`,
    );
  });

  it("stays while it is on a trunk that the list does not show yet", async () => {
    const trunk = await world.run().create("ElasticTrunk", { friendlyName: "Theirs", owner: "bank/prod/trunk" });
    const run = world.run();
    await run.read("PhoneNumber", released);
    await world.run().create("NumberAssociation", { number: first, trunkSid: trunk.id });
    await run.delete("PhoneNumber", released);
    expect(bought()).toEqual([first]);
  });

  it("goes after its association went in the same run", async () => {
    const trunk = await world.run().create("ElasticTrunk", { friendlyName: "Ours", owner: "shop/dev/trunk" });
    const association = await world.run().create("NumberAssociation", { number: first, trunkSid: trunk.id });
    const run = world.run();
    await run.delete("NumberAssociation", association);
    await run.delete("PhoneNumber", released);
    expect(bought()).toEqual([]);
  });

  it.each([
    ["lists it without release", { numbers: { [first]: { agent: "reception" } } }],
    ["lists it with release: false", { numbers: { [first]: { agent: "reception", purchase: true, release: false } } }],
    ["calls out from it", { numbers: {}, outbound: { fromNumbers: [first] } }],
  ])("stays while the config %s, whatever was converged", async (_how, config) => {
    await world.run({}, config).delete("PhoneNumber", released);
    expect(bought()).toEqual([first]);
    expect(said).toHaveBeenCalledWith(
      `${first} is not given back and goes on being billed: the stack's config lists it, without release: true`,
    );
  });

  it.each([
    ["lists it with release: true", { numbers: { [first]: { agent: "reception", purchase: true, release: true } } }],
    ["lists others", { numbers: { [second]: { agent: "reception" } }, outbound: { fromNumbers: [second] } }],
    ["has another shape", { numbers: [first], outbound: [first] }],
  ])("goes while the config %s", async (_how, config) => {
    await world.run({}, config).delete("PhoneNumber", released);
    expect(bought()).toEqual([]);
  });
});
