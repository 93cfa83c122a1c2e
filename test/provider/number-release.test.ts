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
const markedBy = ({ id }: Made) => world.emulator.twilio.store.numbers.get(id) ?? expect.fail();
const bought = () =>
  numbers()
    .slice(ownedBefore)
    .map(({ phoneNumber }) => phoneNumber);

describe("a number whose resource is deleted", () => {
  const hotline = { phoneNumber: first, owner };

  it("is kept, with a message and without a write", async () => {
    const made = await world.run().create("PhoneNumber", hotline);
    const calls = world.calls.length;
    const logged = vi.spyOn(console, "log").mockReturnValue();
    await world.run().delete("PhoneNumber", made);
    expect(logged).toHaveBeenCalledExactlyOnceWith(
      `${first} stays in the Twilio account, and Twilio keeps billing for it [arkenos:number_kept]; to release it, run pulumi up with release: true before you remove it`,
    );
    expect(world.calls.slice(calls)).toEqual(["ListIncomingPhoneNumber"]);
    expect(bought()).toEqual([first]);
  });

  it("is released once release: true was applied, and a second delete succeeds", async () => {
    const made = await world.run().create("PhoneNumber", hotline);
    const released = await world.run().update("PhoneNumber", made, { ...hotline, release: true });
    await world.run().delete("PhoneNumber", released);
    expect(bought()).toEqual([]);
    await world.run().delete("PhoneNumber", released);
  });

  it("is kept, with the reason, while it has an emergency address", async () => {
    const emergency = { ...hotline, release: true, emergencyAddressSid: "AD00000000000000000000000000000001" };
    const made = await world.run().create("PhoneNumber", emergency);
    await expect(world.run().delete("PhoneNumber", made)).rejects.toThrow(/has an emergency address, remove AD/);
    expect(bought()).toEqual([first]);
  });

  it("and that a search bought is free: the next up of the search buys another", async () => {
    vi.spyOn(console, "log").mockReturnValue();
    const made = await world.run().create("PhoneNumber", search);
    await world.run().delete("PhoneNumber", made);
    expect((await world.run().create("PhoneNumber", search)).state.phoneNumber).toBe(second);
  });
});

describe("a number that is to be released", () => {
  const hotline = { phoneNumber: first, owner, release: true };
  let logged: MockInstance<typeof console.log>;
  let released: Made;
  beforeEach(async () => {
    logged = vi.spyOn(console, "log").mockReturnValue();
    released = await world.run().create("PhoneNumber", hotline);
  });

  it("is kept, and named, while it is on a trunk of any stack", async () => {
    const trunk = await world.run().create("ElasticTrunk", { friendlyName: "Theirs", owner: "bank/prod/trunk" });
    await world.run().create("NumberAssociation", { number: first, trunkSid: trunk.id });
    await world.run().delete("PhoneNumber", released);
    expect(bought()).toEqual([first]);
    expect(logged).toHaveBeenCalledWith(
      `${first} is not released, and Twilio keeps billing for it: it is on trunk ${trunk.id} "Theirs" [arkenos:number_not_released]`,
    );
  });

  it("is kept while it is on a trunk that lists do not show yet", async () => {
    const trunk = await world.run().create("ElasticTrunk", { friendlyName: "Theirs", owner: "bank/prod/trunk" });
    const run = world.run();
    await run.read("PhoneNumber", released);
    await world.run().create("NumberAssociation", { number: first, trunkSid: trunk.id });
    await run.delete("PhoneNumber", released);
    expect(bought()).toEqual([first]);
  });

  it("is released after its association was deleted in the same run", async () => {
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
    ["lists it beside an entry that is empty", { numbers: { [first]: { agent: "reception" }, [second]: null } }],
    ["lists it with an empty entry", { numbers: { [first]: null } }],
  ])("is kept while the config %s, whatever was applied before", async (_how, config) => {
    await world.run({}, config).delete("PhoneNumber", released);
    expect(bought()).toEqual([first]);
    expect(logged).toHaveBeenCalledWith(
      `${first} is not released, and Twilio keeps billing for it: the stack's config lists it, without release: true [arkenos:number_not_released]`,
    );
  });

  it.each([
    ["lists it with release: true", { numbers: { [first]: { agent: "reception", purchase: true, release: true } } }],
    ["lists others", { numbers: { [second]: { agent: "reception" } }, outbound: { fromNumbers: [second] } }],
    ["has another shape", { numbers: [first], outbound: [first] }],
  ])("is released while the config %s", async (_how, config) => {
    await world.run({}, config).delete("PhoneNumber", released);
    expect(bought()).toEqual([]);
  });
});

describe("a number that a search found by its marker, with no record of the purchase on this machine", () => {
  const released = { ...search, release: true };
  let logged: MockInstance<typeof console.log>;
  let theirs: Made;
  let found: Made;
  beforeEach(async () => {
    logged = vi.spyOn(console, "log").mockReturnValue();
    theirs = await world.run().create("PhoneNumber", released);
    world.journal.notes.clear();
    found = await world.run().create("PhoneNumber", released);
  });

  it("is adopted, because the state may be lost, and the effect of release: true is reported at once", () => {
    expect(found).toMatchObject({ id: theirs.id, state: { foundByMark: true } });
    expect(logged).toHaveBeenCalledWith(
      `${first} was found by the marker of ${owner}. Another stack of that name may have bought it, so release: true does not release it [arkenos:number_found_by_marker]. If it is this stack's, write phoneNumber: "${first}" in place of the search`,
    );
  });

  it("is not released, and keeps its marker for the stack that bought it, which can release it", async () => {
    await world.run().delete("PhoneNumber", found);
    expect(bought()).toEqual([first]);
    expect(logged).toHaveBeenCalledWith(
      `${first} is not released, and Twilio keeps billing for it: the search found it by the marker of ${owner}, and another stack of that name may have bought it. If none has, release it in Twilio's console [arkenos:number_not_released]`,
    );
    expect((await world.run().create("PhoneNumber", search)).id).toBe(theirs.id);
    await world.run().delete("PhoneNumber", theirs);
    expect(bought()).toEqual([]);
  });

  it("keeps this status after an update and a refresh", async () => {
    const updated = await world.run().update("PhoneNumber", found, { ...released, friendlyName: "Hotline" });
    await world.run().delete("PhoneNumber", await world.run().read("PhoneNumber", updated));
    expect(bought()).toEqual([first]);
  });

  it("is released once the program names it instead of the search", async () => {
    const wanted = { phoneNumber: first, owner, release: true };
    const inputs = await world.run().check("PhoneNumber", wanted, found.inputs);
    expect(await world.run().diff("PhoneNumber", found, inputs)).toMatchObject({ changes: true, replaces: [] });
    const named = await world.run().update("PhoneNumber", found, wanted);
    expect(await world.run().diff("PhoneNumber", named, named.inputs)).toMatchObject({ changes: false });
    await world.run().delete("PhoneNumber", named);
    expect(bought()).toEqual([]);
  });
});

it("is kept if its name now carries another search's marker", async () => {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const ours = await world.run().create("PhoneNumber", { phoneNumber: first, owner: "shop/dev/desk", release: true });
  const { friendlyName } = markedBy(await world.run().create("PhoneNumber", search));
  world.emulator.twilio.store.numbers.patch(ours.id, { friendlyName });
  await world.run().delete("PhoneNumber", ours);
  expect(bought()).toEqual([first, second]);
  expect(logged).toHaveBeenCalledWith(
    expect.stringMatching(
      /^\+14155550200 is not released, .*: the search of another resource has it: its name ends in \[shop\/dev\/ho~[0-9a-f]{12}\] \[arkenos:number_not_released\]$/,
    ),
  );
});
