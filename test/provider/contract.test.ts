import { describe, expect, it } from "vitest";
import { resources } from "../../provider/resources.js";
import { describeLife } from "./contract/life.js";
import { fixtureOf, fixtures } from "./fixtures.js";
import { nouns } from "./run.js";
import { openWorld } from "./open-world.js";

describeLife(nouns, () => openWorld());

describe("the table of fixtures", () => {
  it("has a row for every resource", () => {
    expect(Object.keys(fixtures).toSorted()).toEqual(nouns.toSorted());
  });

  it.each(nouns)("%s: the full sample sets every prop to a value other than its default", async (noun) => {
    const world = await openWorld();
    const { full } = await fixtureOf(noun).prepare(world.run());
    await world.close();
    const leftOut: readonly string[] = fixtureOf(noun).leftOut ?? [];
    const given: Readonly<Record<string, unknown>> = full.props;
    for (const [name, field] of Object.entries(resources[noun].spec.props.shape)) {
      if (leftOut.includes(name)) continue;
      expect(given[name], name).toBeDefined();
      expect(given[name], name).not.toEqual(field.safeParse(undefined).data);
    }
  });
});
