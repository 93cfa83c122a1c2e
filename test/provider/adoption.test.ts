import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownId } from "../../provider/spec.js";
import { resources } from "../../provider/resources.js";
import type { Samples } from "./fixture.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { type Made, type Noun, nouns, type PropsOf } from "./run.js";
import type { World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const adoptable = nouns.filter((noun) => "adopt" in resources[noun].spec.props.shape);
const named = nouns.filter((noun) => resources[noun].spec.isNamed);

describe.each(adoptable)("%s", (noun) => {
  const { creates, prepare } = fixtureOf(noun);
  let samples: Samples<PropsOf<Noun>>;
  let byHand: Made;
  beforeEach(async () => {
    samples = await prepare(world.run());
    byHand = await world.run().create(noun, strangerOf(0));
  });
  const strangerOf = (index: 0 | 1) => samples.strangers?.[index] as PropsOf<Noun>;
  const wanted = (adopt: string) => ({ ...samples.minimal.props, adopt });

  it("adopts the one whose id it is given, and makes it what is wanted", async () => {
    const made = await world.run().create(noun, wanted(byHand.id));
    expect(made.id).toBe(byHand.id);
    expect(await world.holdings.holds(noun, made.id)).toMatchObject(storedOf(samples.minimal.stored));
    expect(world.timesCalled(creates)).toBe(1);
  });

  it("refuses to adopt an id that nothing has", async () => {
    const missing = byHand.id.replace(/.$/, (last) => (last === "2" ? "3" : "2"));
    await expect(world.run().create(noun, wanted(missing))).rejects.toThrow(
      `adopt: there is no ${resources[noun].spec.type} ${missing} in this account; correct the id`,
    );
    expect(world.timesCalled(creates)).toBe(1);
  });

  it("refuses to give one object to two resources of a run", async () => {
    const run = world.run();
    const [one, other] = await Promise.allSettled([
      run.create(noun, wanted(byHand.id)),
      run.create(noun, wanted(byHand.id)),
    ]);
    expect(one).toMatchObject({ status: "fulfilled", value: { id: byHand.id } });
    expect(other).toMatchObject({
      status: "rejected",
      reason: {
        message: expect.stringContaining(
          `${byHand.id} was taken by another ${resources[noun].spec.type} of this stack`,
        ),
      },
    });
  });

  if (!named.includes(noun)) {
    it("takes the one of its name whatever adopt says, because names are unique", async () => {
      expect((await world.run().create(noun, { ...strangerOf(0), adopt: "never" })).id).toBe(byHand.id);
      expect(world.timesCalled(creates)).toBe(1);
    });
    return;
  }

  it("adopts by name", async () => {
    const made = await world.run().create(noun, wanted("by-name"));
    expect(made.id).toBe(byHand.id);
    expect(await world.holdings.holds(noun, made.id)).toMatchObject(storedOf(samples.minimal.stored));
    expect(world.timesCalled(creates)).toBe(1);
  });

  it("makes one of its own where nothing has the name", async () => {
    await world.holdings.remove(noun, byHand.id);
    const made = await world.run().create(noun, wanted("by-name"));
    expect(await world.holdings.holds(noun, made.id)).toMatchObject(storedOf(samples.minimal.stored));
  });

  it("adopts never, if that is what it is told", async () => {
    const made = await world.run().create(noun, wanted("never"));
    expect(made.id).not.toBe(byHand.id);
    expect(await world.holdings.holds(noun, byHand.id)).toBeDefined();
    expect(world.timesCalled(creates)).toBe(2);
  });

  it("refuses two of one name, naming both, and changes neither", async () => {
    const other = await world.run().create(noun, strangerOf(1));
    const before = await world.holdings.all(noun);
    const attempt = world.run().create(noun, wanted("by-name"));
    await expect(attempt).rejects.toThrow(`${byHand.id} and ${other.id} are both the ${resources[noun].spec.type}`);
    await expect(attempt).rejects.toThrow(`name the one to keep: set adopt: "${ownId(byHand.id)}" on the resource`);
    expect(await world.holdings.all(noun)).toEqual(before);
  });
});

describe("an object of another stack", () => {
  it.each<Noun>(["InboundTrunk", "OutboundTrunk"])(
    "%s is refused, naming the owner, and left as it is",
    async (noun) => {
      const { minimal } = await fixtureOf(noun).prepare(world.run());
      await world.run().create(noun, { ...minimal.props, owner: "shop/prod/desk" });
      const before = await world.holdings.all(noun);
      const ours = { ...minimal.props, owner: "shop/dev/desk", adopt: "by-name" };
      await expect(world.run().create(noun, ours)).rejects.toThrow(
        /is not adopted: .*belongs to shop\/prod\/desk, this is shop\/dev\/desk; remove it/,
      );
      expect(await world.holdings.all(noun)).toEqual(before);
    },
  );
});

/** What is stored, but for what is unset. */
function storedOf(stored: object): object {
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined));
}
