import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resources } from "../../provider/resources.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { type Made, type Noun, nouns, type Run } from "./run.js";
import type { World } from "./world.js";

const OTHER_SID = "AC000000000000000000000000000000b2";

let world: World;
let other: World;
beforeEach(async () => {
  world = await openWorld();
  other = await openWorld();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
  await other.close();
});

describe.each(nouns)("%s, when the stack switches to another account", (noun) => {
  let made: Made;
  let elsewhere: Run;
  let before: object[];
  let calls: string[];
  beforeEach(async () => {
    const { minimal } = await fixtureOf(noun).prepare(world.run());
    made = await world.run().create(noun, minimal.props);
    const { livekitUrl, livekitApiKey, livekitApiSecret } = other.settings;
    elsewhere = world.run({ livekitUrl, livekitApiKey, livekitApiSecret, twilioAccountSid: OTHER_SID });
    before = await world.contents.all(noun);
    calls = world.calls;
  });
  const expectUntouched = async () => {
    expect(world.calls).toEqual(calls);
    expect(await world.contents.all(noun)).toEqual(before);
  };

  if (noun === "PhoneNumber") {
    it("does not buy the number a second time on the new account", async () => {
      await expect(elsewhere.diff(noun, made, made.inputs)).rejects.toThrow(
        `is in account ${world.settings.twilioAccountSid}, but the stack now has the credentials of ${OTHER_SID}, where nothing is bought automatically`,
      );
      await expectUntouched();
    });
  } else {
    it("is replaced, and the new object is created first", async () => {
      const difference = await elsewhere.diff(noun, made, made.inputs);
      expect(difference).toEqual({ changes: true, replaces: ["account"], deleteBeforeReplace: false });
      await expectUntouched();
    });
  }

  it("deletes nothing, sends no request, and names what stays on the old account", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    await elsewhere.delete(noun, made);
    expect(logged).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining(`${resources[noun].spec.type} ${made.id} stays in account ${made.state.account}`),
    );
    await expectUntouched();
  });

  it("does not read an object with the same id on the new account", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    expect(await elsewhere.read(noun, made)).toMatchObject({ id: made.id, state: made.state });
    expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("not refreshed"));
    await expectUntouched();
  });
});

describe.each<Noun>(["InboundTrunk", "OutboundTrunk", "DispatchRule"])(
  "%s, when its server moves to another address",
  (noun) => {
    it("is the same object: refreshed and deleted as before, and not replaced", async () => {
      const { minimal } = await fixtureOf(noun).prepare(world.run());
      const made = await world.run().create(noun, minimal.props);
      const alias = () => world.run({ livekitUrl: world.settings.livekitUrl?.replace("127.0.0.1", "localhost") });
      const run = alias();
      expect(await run.diff(noun, made, made.inputs)).toMatchObject({ changes: false, replaces: [] });
      const seen = await run.read(noun, made);
      expect(seen.state).toEqual({ ...made.state, account: expect.stringContaining("localhost") });
      await alias().delete(noun, seen);
      expect(await world.contents.all(noun)).toEqual([]);
    });
  },
);
