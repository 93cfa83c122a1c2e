import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resources } from "../../../provider/resources.js";
import type { Link } from "../../../provider/spec.js";
import type { Sample, Samples } from "../fixture.js";
import { fixtureOf } from "../fixtures.js";
import type { Made, Noun, PropsOf } from "../run.js";
import type { World } from "../world.js";

/** The life of an object of each kind, against any LiveKit server. */
export function describeLife(nouns: readonly Noun[], open: () => Promise<World>): void {
  describe.each(nouns)("%s", (noun) => {
    const fixture = fixtureOf(noun);
    let world: World;
    let samples: Samples<PropsOf<Noun>>;
    beforeEach(async () => {
      world = await open();
      samples = await fixture.prepare(world.run());
    });
    afterEach(() => world.close());

    const expectStored = async ({ id }: Made, { stored }: Sample<unknown>) => {
      const unset = Object.fromEntries(Object.keys(stored).map((field) => [field, undefined]));
      expect({ ...unset, ...(await world.contents.holds(noun, id)) }).toMatchObject(stored);
    };

    it.each(["minimal", "full"] as const)("has no diff right after a %s create", async (size) => {
      const made = await world.run().create(noun, samples[size].props);
      const run = world.run();
      const seen = await run.read(noun, made);
      expect(seen.id).toBe(made.id);
      expect(seen.state).toEqual(made.state);
      expect(await run.diff(noun, seen, made.inputs)).toMatchObject({ changes: false, replaces: [] });
      expect(await run.diff(noun, made, seen.inputs)).toMatchObject({ changes: false, replaces: [] });
    });

    it("keeps every field it was given", async () => {
      await expectStored(await world.run().create(noun, samples.full.props), samples.full);
    });

    if (resources[noun].spec.update) {
      it("updates in place, and back again", async () => {
        const made = await world.run().create(noun, samples.minimal.props);
        const run = world.run();
        const fuller = await run.update(noun, made, samples.full.props);
        await expectStored(fuller, samples.full);
        const back = await run.update(noun, fuller, samples.minimal.props);
        await expectStored(back, samples.minimal);
        const seen = await world.run().read(noun, back);
        expect(await run.diff(noun, seen, back.inputs)).toMatchObject({ changes: false });
      });
    }

    it("replaces immutable fields, and nothing else", async () => {
      const run = world.run();
      const made = await run.create(noun, samples.minimal.props);
      const changed = await run.check(noun, { ...samples.full.props, ...samples.replaced });
      const { replaces } = await run.diff(noun, made, changed);
      expect(replaces.toSorted()).toEqual(Object.keys(samples.replaced ?? {}).toSorted());
    });

    it("creates a new object for each immutable prop that changes, and deletes the old one", async () => {
      for (const [name, value] of Object.entries(samples.replaced ?? {})) {
        const made = await world.run().create(noun, samples.minimal.props);
        const wanted = { ...samples.minimal.props, [name]: value };
        const run = world.run().holding([...(samples.parents ?? []), ...parentNamed(noun, name, value)]);
        await run.diff(noun, made, await run.check(noun, wanted, made.inputs));
        const next = await run.create(noun, wanted);
        await run.delete(noun, made);
        expect(next.id, name).not.toBe(made.id);
        expect(await world.contents.holds(noun, next.id), name).toMatchObject({});
        if (!fixture.remains) expect(await world.contents.holds(noun, made.id), name).toBeUndefined();
        await world.run().delete(noun, next);
      }
    });

    const { drift } = fixture;
    if (drift) {
      it("detects a manual change and reverts it", async () => {
        const made = await world.run().create(noun, samples.full.props);
        await world.contents.change(noun, made.id, drift);
        const run = world.run();
        const seen = await run.read(noun, made);
        expect(await run.diff(noun, seen, made.inputs)).toMatchObject({ changes: true, replaces: [] });
        expect(await run.diff(noun, made, seen.inputs)).toMatchObject({ changes: true });
        await expectStored(await run.update(noun, seen, samples.full.props), samples.full);
      });
    }

    it("drops an object from the state after somebody deleted it", async () => {
      const made = await world.run().create(noun, samples.minimal.props);
      await world.contents.remove(noun, made.id);
      expect(await world.run().read(noun, made)).toMatchObject({ id: "", state: {} });
    });

    it("deletes twice without an error", async () => {
      const made = await world.run().create(noun, samples.minimal.props);
      for (const run of [world.run(), world.run()]) {
        await run.delete(noun, made);
        const left = await world.contents.holds(noun, made.id);
        if (fixture.remains) expect(left).toMatchObject(fixture.remains);
        else expect(left).toBeUndefined();
      }
    });

    it("reads state written by an older version", async () => {
      const made = await world.run().create(noun, samples.minimal.props);
      const { attrs } = resources[noun].spec;
      const known = new Set([
        ...Object.keys(samples.minimal.props),
        ...Object.keys(attrs.shape),
        "account",
        "__provider",
      ]);
      const state = {
        ...Object.fromEntries(Object.entries(made.state).filter(([name]) => known.has(name))),
        retired: ["a field"],
      };
      const run = world.run();
      const old = { ...made, state };
      const seen = await run.read(noun, old);
      expect(await run.diff(noun, old, made.inputs)).toMatchObject({ changes: false });
      expect(await run.diff(noun, seen, made.inputs)).toMatchObject({ changes: false });
      expect(await run.diff(noun, old, seen.inputs)).toMatchObject({ changes: false });
      await run.delete(noun, old);
    });
  });
}

/** The object that a prop names, in the form that a run's list of claimed objects uses. */
function parentNamed(noun: Noun, prop: string, value: unknown): string[] {
  const links: Readonly<Record<string, Link | undefined>> = resources[noun].spec.links ?? {};
  const parent = links[prop]?.noun as Noun | undefined;
  return parent === undefined ? [] : [`${resources[parent].spec.type} ${String(value)}`];
}
