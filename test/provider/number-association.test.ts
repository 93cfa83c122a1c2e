import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OWNED } from "./fixtures/owned-numbers.js";
import { openWorld } from "./open-world.js";
import type { Made } from "./run.js";
import type { World } from "./world.js";

const APPLICATION = "AP00000000000000000000000000000001";
const [number] = OWNED;

let world: World;
let ours: string;
let next: string;
let foreign: string;
beforeEach(async () => {
  world = await openWorld();
  const trunk = async (friendlyName: string) =>
    (await world.run().create("ElasticTrunk", { friendlyName, owner: `shop/dev/${friendlyName}` })).id;
  [ours, next, foreign] = [await trunk("Ours"), await trunk("Next"), await trunk("Theirs")];
});
afterEach(() => world.close());

const stored = () => world.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === number)[0];
const patch = (fields: object) => world.emulator.twilio.store.numbers.patch(stored()?.sid ?? "", fields);
const associate = (trunkSid = ours, move = false) =>
  world.run().create("NumberAssociation", { number, trunkSid, move });
const movesSince = async (act: () => Promise<unknown>) => {
  const before = world.calls.length;
  await act();
  return world.calls.slice(before).filter((operation) => !/^(List|Fetch)/.test(operation));
};

describe("moving", () => {
  it("to another trunk of ours is one call, without a gap, and keeps the id", async () => {
    const made = await associate();
    const moves = await movesSince(async () => {
      const moved = await world.run().update("NumberAssociation", made, { number, trunkSid: next });
      expect(moved.state).not.toHaveProperty("movedFrom");
    });
    expect(moves).toEqual(["CreatePhoneNumber"]);
    expect(stored()).toMatchObject({ sid: made.id, trunkSid: next });
  });

  it("off a trunk that is not ours is refused, naming both", async () => {
    patch({ trunkSid: foreign });
    expect(
      await movesSince(() =>
        expect(associate()).rejects.toThrow(
          `number: ${number} is on trunk ${foreign} "Theirs", not on ${ours}; set move: true to take it from there`,
        ),
      ),
    ).toEqual([]);
    expect(stored()?.trunkSid).toBe(foreign);
  });

  it("off a trunk that is not ours says where it came from; destroy leaves it without trunk", async () => {
    patch({ trunkSid: foreign });
    const made = await associate(ours, true);
    expect(made.state).toMatchObject({ trunkSid: ours, movedFrom: foreign });
    expect(stored()?.trunkSid).toBe(ours);
    await world.run().delete("NumberAssociation", made);
    expect(stored()?.trunkSid).toBeNull();
  });

  it("does nothing where the number is there already", async () => {
    patch({ trunkSid: ours });
    expect(await movesSince(() => associate())).toEqual([]);
  });
});

describe("a number that somebody took to a trunk of theirs", () => {
  let seen: Made;
  beforeEach(async () => {
    const made = await associate();
    patch({ trunkSid: foreign });
    seen = await world.run().read("NumberAssociation", made);
  });

  it("shows as drift, and is not taken back in silence", async () => {
    expect(seen.state).toMatchObject({ trunkSid: foreign, putOn: ours });
    const attempt = world.run().update("NumberAssociation", seen, { number, trunkSid: ours });
    await expect(attempt).rejects.toThrow(`${number} is on trunk ${foreign} "Theirs"`);
    expect(stored()?.trunkSid).toBe(foreign);
  });

  it("is taken back when move is said", async () => {
    const back = await world.run().update("NumberAssociation", seen, { number, trunkSid: ours, move: true });
    expect(back.state).toMatchObject({ trunkSid: ours, movedFrom: foreign });
    expect(back.state).not.toHaveProperty("putOn");
    expect(stored()?.trunkSid).toBe(ours);
  });

  it("is ours to take off again once the config names that trunk", async () => {
    const wanted = { number, trunkSid: foreign };
    expect(await world.run().diff("NumberAssociation", seen, wanted)).toMatchObject({ changes: true, replaces: [] });
    const agreed = await world.run().update("NumberAssociation", seen, wanted);
    expect(agreed.state).not.toHaveProperty("putOn");
    expect(await world.run().diff("NumberAssociation", agreed, wanted)).toMatchObject({ changes: false });
    await world.run().delete("NumberAssociation", agreed);
    expect(stored()?.trunkSid).toBeNull();
  });

  it("is left alone by destroy, after a refresh and without one", async () => {
    for (const state of [seen.state, { ...seen.state, trunkSid: ours, putOn: undefined }]) {
      await world.run().delete("NumberAssociation", { ...seen, state });
      expect(stored()?.trunkSid).toBe(foreign);
    }
  });
});

describe("the voice application that the trunk displaced", () => {
  beforeEach(() => void patch({ voiceApplicationSid: APPLICATION }));

  it("is put back by destroy, in the call that takes the number off the trunk", async () => {
    const made = await associate();
    expect(made.state.displacedApplicationSid).toBe(APPLICATION);
    expect(stored()).toMatchObject({ trunkSid: ours, voiceApplicationSid: null });
    const moves = await movesSince(() => world.run().delete("NumberAssociation", made));
    expect(moves).toEqual(["UpdateIncomingPhoneNumber"]);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
  });

  it("is remembered through a move to another trunk and a refresh", async () => {
    const moved = await world.run().update("NumberAssociation", await associate(), { number, trunkSid: next });
    const seen = await world.run().read("NumberAssociation", moved);
    await world.run().delete("NumberAssociation", seen);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
  });

  it("is put back where somebody took the number off the trunk", async () => {
    const made = await associate();
    patch({ trunkSid: null });
    await world.run().delete("NumberAssociation", made);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
  });

  it("is not put back where the number is on somebody's trunk", async () => {
    const made = await associate();
    patch({ trunkSid: foreign });
    await world.run().delete("NumberAssociation", made);
    expect(stored()).toMatchObject({ trunkSid: foreign, voiceApplicationSid: null });
  });
});

describe("a run that is killed at the association", () => {
  /** Associates in a run whose state is lost. */
  const associateAndDie = (move = false) => associate(ours, move).then(() => undefined);

  it("has noted the application that the trunk displaced: the next run takes it up, and destroy puts it back", async () => {
    patch({ voiceApplicationSid: APPLICATION });
    await associateAndDie();
    const made = await associate();
    expect(made.state).toMatchObject({ displacedApplicationSid: APPLICATION });
    await world.run().delete("NumberAssociation", made);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
    expect([...world.journal.notes.keys()].filter((key) => key.startsWith("arrival"))).toEqual([]);
  });

  it("has noted the trunk that the number was taken from: destroy names it", async () => {
    const said = vi.spyOn(console, "log").mockReturnValue();
    patch({ trunkSid: foreign });
    await associateAndDie(true);
    const made = await associate(ours, true);
    expect(made.state).toMatchObject({ movedFrom: foreign });
    await world.run().delete("NumberAssociation", made);
    expect(said).toHaveBeenCalledWith(
      `${number} is on no trunk now. move: true had taken it from trunk ${foreign} "Theirs"; add it there again if that trunk should take its calls`,
    );
    said.mockRestore();
  });

  it("has noted it before the call: what is under way when the engine dies is remembered, too", async () => {
    patch({ voiceApplicationSid: APPLICATION });
    const held = world.emulator.twilio.faults.hold("CreatePhoneNumber");
    const dying = associate();
    await held.arrived;
    expect([...world.journal.notes.values()]).toContainEqual({ trunkSid: ours, displacedApplicationSid: APPLICATION });
    held.release();
    await dying;
  });

  it("says nothing of a number that came to the trunk in another way", async () => {
    patch({ voiceApplicationSid: APPLICATION });
    await associateAndDie();
    patch({ trunkSid: next });
    const made = await associate(next);
    expect(made.state).not.toHaveProperty("displacedApplicationSid");
  });
});

it("takes a number by its SID, too", async () => {
  const sid = stored()?.sid ?? "";
  expect(await world.run().create("NumberAssociation", { number: sid, trunkSid: ours })).toMatchObject({ id: sid });
  expect(stored()?.trunkSid).toBe(ours);
});

it("refuses a number that the account does not own", async () => {
  await expect(world.run().create("NumberAssociation", { number: "+15105550999", trunkSid: ours })).rejects.toThrow(
    `number: +15105550999 is not a number of account ${world.settings.twilioAccountSid}; buy it`,
  );
});
