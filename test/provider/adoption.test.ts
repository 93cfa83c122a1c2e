import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resources } from "../../provider/resources.js";
import type { Samples } from "./fixture.js";
import { fixtureOf, fixtures } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { type Made, type Noun, nouns, type PropsOf } from "./run.js";
import type { World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const adoptable = nouns.filter((noun) => resources[noun].spec.isNamed);
const UNIQUE_NAMES: readonly Noun[] = ["CredentialList", "IpAccessControlList"];

describe.each(adoptable)("%s", (noun) => {
  const { creates, prepare } = fixtureOf(noun);
  const { type } = resources[noun].spec;
  // A valid id that no object has.
  const missing = { ST: "ST_nothing", SD: "SDR_nothing" };
  let samples: Samples<PropsOf<Noun>>;
  let byHand: Made;
  beforeEach(async () => {
    samples = await prepare(world.run());
    byHand = await world.run().create(noun, strangerOf(0));
  });
  const strangerOf = (index: 0 | 1) => samples.strangers?.[index] as PropsOf<Noun>;
  const wanted = (adopt: string) => ({ ...samples.minimal.props, adopt });
  const owned = (name: string) => ({ ...wanted(byHand.id), owner: `shop/dev/${name}` }) as PropsOf<Noun>;
  const idOfNothing = () => {
    const known = byHand.id.slice(byHand.id.lastIndexOf("/") + 1);
    return missing[known.slice(0, 2) as keyof typeof missing] ?? `${known.slice(0, 2)}${"0".repeat(31)}9`;
  };

  it("adopts the object with the given id and updates it to match the props", async () => {
    const made = await world.run().create(noun, wanted(byHand.id));
    expect(made.id).toBe(byHand.id);
    expect(await world.contents.holds(noun, made.id)).toMatchObject(storedOf(samples.minimal.stored));
    expect(world.timesCalled(creates)).toBe(1);
  });

  it("refuses an id that no object has", async () => {
    const id = idOfNothing();
    await expect(world.run().create(noun, wanted(id))).rejects.toThrow(
      new RegExp(`^adopt: there is no ${type} ${id} (in this account|on its trunk|in its list); correct the id`),
    );
    expect(world.timesCalled(creates)).toBe(1);
  });

  it("refuses to adopt one object for two resources, in one run or across runs", async () => {
    const run = world.run();
    const first = run.create(noun, owned("first"));
    await first;
    const refusal = { message: expect.stringContaining(`${byHand.id} `) };
    await expect(run.create(noun, owned("second"))).rejects.toMatchObject(refusal);
    const later = world.run();
    const { inputs } = await first;
    await later.diff(noun, await first, inputs);
    await expect(later.create(noun, owned("second"))).rejects.toMatchObject(refusal);
    expect(world.timesCalled(creates)).toBe(1);
  });

  it("adopts by name", async () => {
    const made = await world.run().create(noun, wanted("by-name"));
    expect(made.id).toBe(byHand.id);
    expect(await world.contents.holds(noun, made.id)).toMatchObject(storedOf(samples.minimal.stored));
    expect(world.timesCalled(creates)).toBe(1);
  });

  it("creates an object when no object has the name", async () => {
    await world.contents.remove(noun, byHand.id);
    const made = await world.run().create(noun, wanted("by-name"));
    expect(await world.contents.holds(noun, made.id)).toMatchObject(storedOf(samples.minimal.stored));
  });

  if (UNIQUE_NAMES.includes(noun)) return;

  // LiveKit refuses a second inbound trunk for a number.
  if (noun !== "InboundTrunk") {
    it("creates a second object of the same name when adopt is never", async () => {
      const made = await world.run().create(noun, wanted("never"));
      expect(made.id).not.toBe(byHand.id);
      expect(await world.contents.holds(noun, byHand.id)).toBeDefined();
      expect(world.timesCalled(creates)).toBe(2);
    });
  }

  it("refuses two objects of one name, names both, and changes neither", async () => {
    const other = await world.run().create(noun, strangerOf(1));
    const before = await world.contents.all(noun);
    const attempt = world.run().create(noun, wanted("by-name"));
    await expect(attempt).rejects.toThrow(`${byHand.id} and ${other.id} both match adopt`);
    await expect(attempt).rejects.toThrow("name the one to keep: set adopt");
    expect(await world.contents.all(noun)).toEqual(before);
  });
});

describe("an object of another stack", () => {
  it("is not the one to name where adopt means several objects", async () => {
    const run = world.run();
    const { minimal } = await fixtures.OutboundTrunk.prepare(run);
    await run.create("OutboundTrunk", { ...minimal.props, owner: "shop/prod/desk" });
    const byHand = await world.run().create("OutboundTrunk", { ...minimal.props, owner: undefined });
    const wanted = { ...minimal.props, owner: "shop/dev/desk", adopt: "by-name" };
    await expect(world.run().create("OutboundTrunk", wanted)).rejects.toThrow(`set adopt: "${byHand.id}"`);
  });

  it.each<Noun>(["InboundTrunk", "OutboundTrunk"])(
    "is refused by name and by id, with both owners and the way to hand it over: %s",
    async (noun) => {
      const { minimal } = await fixtureOf(noun).prepare(world.run());
      const { id } = await world.run().create(noun, { ...minimal.props, owner: "shop/prod/desk" });
      const before = await world.contents.all(noun);
      const ways: [string, string][] = [
        ["by-name", "Use a different name (namePrefix)"],
        [id, `Remove ${id} from adopt`],
      ];
      for (const [adopt, way] of ways) {
        await expect(world.run().create(noun, { ...minimal.props, owner: "shop/dev/desk", adopt })).rejects.toThrow(
          new RegExp(
            `^${id} cannot be adopted: it belongs to shop/prod/desk, and this resource is shop/dev/desk. ${way.replace(/[()]/g, "\\$&")}, .*arkenos import --\\w+-trunk ${id}`,
          ),
        );
      }
      expect(await world.contents.all(noun)).toEqual(before);
    },
  );
});

/** The stored fields, without the unset ones. */
function storedOf(stored: object): object {
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined));
}
