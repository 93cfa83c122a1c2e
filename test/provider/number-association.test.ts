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

describe("a move", () => {
  it("to another trunk of ours takes one call, without a gap, and keeps the id", async () => {
    const made = await associate();
    const moves = await movesSince(async () => {
      const moved = await world.run().update("NumberAssociation", made, { number, trunkSid: next });
      expect(moved.state).not.toHaveProperty("movedFrom");
    });
    expect(moves).toEqual(["CreatePhoneNumber"]);
    expect(stored()).toMatchObject({ sid: made.id, trunkSid: next });
  });

  it("from another owner's trunk is refused, with both trunks named", async () => {
    patch({ trunkSid: foreign });
    expect(
      await movesSince(() =>
        expect(associate()).rejects.toThrow(
          `number: ${number} is on trunk ${foreign} "Theirs", not on ${ours}; set move: true to move it from there`,
        ),
      ),
    ).toEqual([]);
    expect(stored()?.trunkSid).toBe(foreign);
  });

  it("from another owner's trunk is reported; destroy then leaves the number without a trunk", async () => {
    patch({ trunkSid: foreign });
    const made = await associate(ours, true);
    expect(made.state).toMatchObject({ trunkSid: ours, movedFrom: foreign });
    expect(stored()?.trunkSid).toBe(ours);
    await world.run().delete("NumberAssociation", made);
    expect(stored()?.trunkSid).toBeNull();
  });

  it("makes no call when the number is there already", async () => {
    patch({ trunkSid: ours });
    expect(await movesSince(() => associate())).toEqual([]);
  });
});

describe("a number that somebody moved to their own trunk", () => {
  let seen: Made;
  beforeEach(async () => {
    const made = await associate();
    patch({ trunkSid: foreign });
    seen = await world.run().read("NumberAssociation", made);
  });

  it("shows as drift, and is not moved back silently", async () => {
    expect(seen.state).toMatchObject({ trunkSid: foreign, putOn: ours });
    const attempt = world.run().update("NumberAssociation", seen, { number, trunkSid: ours });
    await expect(attempt).rejects.toThrow(`${number} is on trunk ${foreign} "Theirs"`);
    expect(stored()?.trunkSid).toBe(foreign);
  });

  it("is moved back with move: true", async () => {
    const back = await world.run().update("NumberAssociation", seen, { number, trunkSid: ours, move: true });
    expect(back.state).toMatchObject({ trunkSid: ours, movedFrom: foreign });
    expect(back.state).not.toHaveProperty("putOn");
    expect(stored()?.trunkSid).toBe(ours);
  });

  it("can be removed again once the config names that trunk", async () => {
    const wanted = { number, trunkSid: foreign };
    expect(await world.run().diff("NumberAssociation", seen, wanted)).toMatchObject({ changes: true, replaces: [] });
    const agreed = await world.run().update("NumberAssociation", seen, wanted);
    expect(agreed.state).not.toHaveProperty("putOn");
    expect(await world.run().diff("NumberAssociation", agreed, wanted)).toMatchObject({ changes: false });
    await world.run().delete("NumberAssociation", agreed);
    expect(stored()?.trunkSid).toBeNull();
  });

  it("is not touched by destroy, with or without a refresh", async () => {
    for (const state of [seen.state, { ...seen.state, trunkSid: ours, putOn: undefined }]) {
      await world.run().delete("NumberAssociation", { ...seen, state });
      expect(stored()?.trunkSid).toBe(foreign);
    }
  });
});

describe("the voice application that the trunk displaced", () => {
  beforeEach(() => void patch({ voiceApplicationSid: APPLICATION }));

  it("is restored by destroy, in the call that removes the number from the trunk", async () => {
    const made = await associate();
    expect(made.state.displacedApplicationSid).toBe(APPLICATION);
    expect(stored()).toMatchObject({ trunkSid: ours, voiceApplicationSid: null });
    const moves = await movesSince(() => world.run().delete("NumberAssociation", made));
    expect(moves).toEqual(["UpdateIncomingPhoneNumber"]);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
  });

  it("is remembered after a move to another trunk and a refresh", async () => {
    const moved = await world.run().update("NumberAssociation", await associate(), { number, trunkSid: next });
    const seen = await world.run().read("NumberAssociation", moved);
    await world.run().delete("NumberAssociation", seen);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
  });

  it("is restored when somebody removed the number from the trunk", async () => {
    const made = await associate();
    patch({ trunkSid: null });
    await world.run().delete("NumberAssociation", made);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
  });

  it("is not restored over one that somebody has set since", async () => {
    const made = await associate();
    const later = `AP${"2".repeat(32)}`;
    patch({ trunkSid: null, voiceApplicationSid: later });
    const moves = await movesSince(() => world.run().delete("NumberAssociation", made));
    expect(moves).toEqual([]);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: later });
  });

  it("stays noted until it is restored", async () => {
    const made = await associate();
    const noted = () => [...world.journal.notes.keys()].filter((key) => key.startsWith("arrival"));
    world.fault("UpdateIncomingPhoneNumber", { kind: "refuse", status: 503 }, 5);
    await expect(world.run().delete("NumberAssociation", made)).rejects.toThrow();
    expect(noted()).toHaveLength(1);
    await world.run().delete("NumberAssociation", made);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
    expect(noted()).toEqual([]);
  });

  it("is not restored while the number is on another owner's trunk", async () => {
    const made = await associate();
    patch({ trunkSid: foreign });
    await world.run().delete("NumberAssociation", made);
    expect(stored()).toMatchObject({ trunkSid: foreign, voiceApplicationSid: null });
  });
});

describe("a run that is killed during the association", () => {
  /** Associates a number in a run whose state is lost. */
  const associateAndDie = (move = false) => associate(ours, move).then(() => undefined);

  it("has recorded the displaced application: the next run reads it, and destroy restores it", async () => {
    patch({ voiceApplicationSid: APPLICATION });
    await associateAndDie();
    const made = await associate();
    expect(made.state).toMatchObject({ displacedApplicationSid: APPLICATION });
    await world.run().delete("NumberAssociation", made);
    expect(stored()).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
    expect([...world.journal.notes.keys()].filter((key) => key.startsWith("arrival"))).toEqual([]);
  });

  it("has recorded the number's previous trunk: destroy names it", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    patch({ trunkSid: foreign });
    await associateAndDie(true);
    const made = await associate(ours, true);
    expect(made.state).toMatchObject({ movedFrom: foreign });
    await world.run().delete("NumberAssociation", made);
    expect(logged).toHaveBeenCalledWith(
      `${number} is not on a trunk now. move: true had taken it from trunk ${foreign} "Theirs" [arkenos:number_on_no_trunk]; add it there again if that trunk should handle its calls`,
    );
    logged.mockRestore();
  });

  it("has recorded it before the call, so a call in flight when the engine dies is covered", async () => {
    patch({ voiceApplicationSid: APPLICATION });
    const held = world.emulator.twilio.faults.hold("CreatePhoneNumber");
    const dying = associate();
    await held.arrived;
    expect([...world.journal.notes.values()]).toContainEqual({ trunkSid: ours, displacedApplicationSid: APPLICATION });
    held.release();
    await dying;
  });

  it("says nothing about a number that reached the trunk in another way", async () => {
    patch({ voiceApplicationSid: APPLICATION });
    await associateAndDie();
    patch({ trunkSid: next });
    const made = await associate(next);
    expect(made.state).not.toHaveProperty("displacedApplicationSid");
  });
});

it("accepts a number's SID", async () => {
  const sid = stored()?.sid ?? "";
  expect(await world.run().create("NumberAssociation", { number: sid, trunkSid: ours })).toMatchObject({ id: sid });
  expect(stored()?.trunkSid).toBe(ours);
});

it("refuses a number that the account does not own", async () => {
  await expect(world.run().create("NumberAssociation", { number: "+15105550999", trunkSid: ours })).rejects.toThrow(
    `number: +15105550999 is not in account ${world.settings.twilioAccountSid}; buy it`,
  );
});
