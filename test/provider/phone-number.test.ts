import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { OWNED } from "./fixtures/owned-numbers.js";
import { openWorld } from "./open-world.js";
import type { Made } from "./run.js";
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
const rename = ({ id }: Made, friendlyName: string) => world.emulator.twilio.store.numbers.patch(id, { friendlyName });
const bought = () =>
  numbers()
    .slice(ownedBefore)
    .map(({ phoneNumber }) => phoneNumber);

describe("a search", () => {
  it("buys one number, and reports which", async () => {
    const made = await world.run().create("PhoneNumber", search);
    expect(made.state).toMatchObject({ phoneNumber: first, phoneNumberSid: made.id });
    expect(bought()).toEqual([first]);
  });

  it("buys the same number again after a lost response, as one purchase", async () => {
    world.fault(BUY, { kind: "drop" }, 3);
    const made = await world.run().create("PhoneNumber", search);
    expect(made.state.phoneNumber).toBe(first);
    expect(bought()).toEqual([first]);
    expect(world.timesCalled(BUY)).toBe(4);
  });

  it("finds the purchase of an interrupted run by the owner's marker in its name, however long the owner's name", async () => {
    for (const name of [owner, `a-project-with-a-long-name/production/${"hotline-".repeat(5)}`]) {
      const lost = await world.run().create("PhoneNumber", { ...search, owner: name });
      const found = await world.run().create("PhoneNumber", { ...search, owner: name });
      expect(found.id).toBe(lost.id);
    }
    expect(bought()).toEqual([first, second]);
  });

  it("skips a number that the config lists, or that the same run buys by name", async () => {
    const run = world.run({}, { numbers: { [first]: { purchase: true } } });
    expect((await run.create("PhoneNumber", search)).state.phoneNumber).toBe(second);
    const other = world.run();
    const named = other.create("PhoneNumber", { phoneNumber: first, owner: "shop/dev/front-desk" });
    const searched = other.create("PhoneNumber", { ...search, owner: "shop/dev/other" });
    expect((await named).state.phoneNumber).toBe(first);
    expect((await searched).state.phoneNumber).not.toBe(first);
    expect(new Set(bought()).size).toBe(bought().length);
  });

  it("of one resource never gets another's number, however many run at once", async () => {
    const run = world.run();
    const owners = ["one", "two", "three", "four"].map((name) => `shop/dev/${name}`);
    const made = await Promise.all(owners.map((name) => run.create("PhoneNumber", { ...search, owner: name })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(4);
    expect(bought()).toHaveLength(4);
  });

  it("moves on to the next number when somebody else was faster", async () => {
    const purchase = world.emulator.twilio.faults.hold(BUY);
    const creating = world.run().create("PhoneNumber", search);
    await purchase.arrived;
    world.emulator.twilio.store.available.delete(first);
    purchase.release();
    expect((await creating).state.phoneNumber).toBe(second);
    expect(bought()).toEqual([second]);
  });

  it("for a type that a country does not sell fails with Twilio's reason, and blames no deleted object", async () => {
    const unsold = { ...search, search: { country: "US", type: "machine-to-machine" as const } };
    const failure: unknown = await world
      .run()
      .create("PhoneNumber", unsold)
      .catch((error: unknown) => error);
    expect(String(failure)).toMatch(/404 20404/);
    expect(String(failure)).not.toMatch(/deleted outside this stack/);
  });

  it("without a match says so, with its criteria", async () => {
    const nothing = { ...search, search: { areaCode: "907" } };
    await expect(world.run().create("PhoneNumber", nothing)).rejects.toThrow(
      /^search: Twilio has no number for sale that matches .*907.*; broaden the search/,
    );
    expect(bought()).toEqual([]);
  });

  it("finds the purchase of an earlier version's interrupted run", async () => {
    for (const [friendlyName, name] of [
      [undefined, "Arkenos"],
      ["Hotline", "Hotline"],
    ] as const) {
      const lost = await world.run().create("PhoneNumber", { ...search, friendlyName });
      rename(lost, `${name} [${owner}]`);
      const found = await world.run().create("PhoneNumber", { ...search, friendlyName });
      expect(found.id).toBe(lost.id);
      rename(lost, "sold");
    }
  });

  it("takes no number whose name a person wrote, however it looks", async () => {
    for (const name of ["Hotline [shop/dev/hotline]", "Arkenos [hotline]", "Sales [support]"]) {
      const [number] = numbers();
      if (number) world.emulator.twilio.store.numbers.patch(number.sid, { friendlyName: name });
      const made = await world.run().create("PhoneNumber", { ...search, owner: `${owner}/${name}` });
      expect(made.id).not.toBe(number?.sid);
      expect(numbers()[0]?.friendlyName).toBe(name);
    }
  });

  it("buys nothing when its criteria change", async () => {
    const run = world.run();
    const made = await run.create("PhoneNumber", search);
    const changed = await run.check("PhoneNumber", { ...search, search: { areaCode: "212" } });
    expect(await run.diff("PhoneNumber", made, changed)).toMatchObject({ changes: false });
  });
});

describe("a number that the program names", () => {
  it("and the account owns is adopted, not bought, and keeps its name", async () => {
    const before = numbers()[0];
    const made = await world.run().create("PhoneNumber", { phoneNumber: OWNED[0], owner });
    expect(made.id).toBe(before?.sid);
    expect(numbers()[0]?.friendlyName).toBe(before?.friendlyName);
    expect(world.timesCalled(BUY)).toBe(0);
  });

  it("and another stack's search holds is refused until that stack releases it", async () => {
    vi.spyOn(console, "log").mockReturnValue();
    const theirs = await world.run().create("PhoneNumber", search);
    const ours = { phoneNumber: first, owner: "bank/prod/hotline" };
    await expect(world.run().create("PhoneNumber", ours)).rejects.toThrow(
      /was bought by the search of another resource, of this stack or another one, which still has it: its name ends in \[shop\/dev\/ho~[0-9a-f]{12}\]/,
    );
    await world.run().delete("PhoneNumber", theirs);
    expect((await world.run().create("PhoneNumber", ours)).id).toBe(theirs.id);
    expect(world.timesCalled(BUY)).toBe(1);
  });

  it("and a search of the same stack holds is refused, with both resources named", async () => {
    const searched = await world.run().create("PhoneNumber", search);
    const run = world.run();
    await run.diff("PhoneNumber", searched, searched.inputs);
    const twin = { phoneNumber: first, owner: "shop/dev/listed" };
    await expect(run.create("PhoneNumber", twin)).rejects.toThrow(
      `${searched.id} belongs to another twilio:PhoneNumber of this stack: to ${search.owner}, and this is shop/dev/listed`,
    );
  });

  it("and a stack of an earlier version kept on destroy is free for the next stack", async () => {
    const made = await world.run().create("PhoneNumber", { phoneNumber: first, owner });
    rename(made, `Arkenos [${owner}]`);
    const next = await world.run().create("PhoneNumber", { phoneNumber: first, owner: "bank/prod/hotline" });
    expect(next.id).toBe(made.id);
  });

  it("and that is not for sale is refused with a remedy", async () => {
    await expect(world.run().create("PhoneNumber", { phoneNumber: "+14155559999", owner })).rejects.toThrow(
      /\(400 21422\)\. The number is not for sale; search for another one/,
    );
  });

  it("in a country that requires a bundle is refused with the setting to add", async () => {
    await expect(world.run().create("PhoneNumber", { phoneNumber: "+442025550200", owner })).rejects.toThrow(
      /\(400 21649\)\. The number needs a regulatory bundle; set bundleSid/,
    );
    expect(bought()).toEqual([]);
  });
});
