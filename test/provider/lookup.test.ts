import type { z } from "zod";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { providerText } from "../../provider/resource.js";
import { resources } from "../../provider/resources.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { type Noun, nouns } from "./run.js";
import type { World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe.each(nouns)("a %s that is looked up by its id", (noun) => {
  it("has every output that the cloud returns", async () => {
    const { full } = await fixtureOf(noun).prepare(world.run());
    const made = await world.run().create(noun, full.props);
    const lookedUp = await world
      .run()
      .of(noun)
      .read(made.id, { __provider: providerText(noun) });
    expect(lookedUp.id).toBe(made.id);
    const shown = Object.keys(made.state).filter((name) => !isHidden(noun, name));
    for (const name of shown) expect(lookedUp.props, name).toHaveProperty([name], made.state[name]);
  });

  it("does not exist if no object has the id", async () => {
    const { id } = await world.run().create(noun, (await fixtureOf(noun).prepare(world.run())).full.props);
    const other = id.slice(0, -4) + (id.endsWith("0000") ? "1111" : "0000");
    expect(
      await world
        .run()
        .of(noun)
        .read(other, { __provider: providerText(noun) }),
    ).toMatchObject({ id: "" });
  });

  it("can be refreshed afterwards", async () => {
    const { full } = await fixtureOf(noun).prepare(world.run());
    const { id } = await world.run().create(noun, full.props);
    const { props: state } = await world
      .run()
      .of(noun)
      .read(id, { __provider: providerText(noun) });
    expect((await world.run().of(noun).read(id, state)).props).toEqual(state);
  });
});

/** What the clouds do not return, besides fields that are never read. */
const HIDDEN: Partial<Record<Noun, readonly string[]>> = {
  // The sandbox's server is older than this field and drops it.
  InboundTrunk: ["ringingTimeoutStatus"],
  // Twilio returns the username with its rotation suffix, and no password.
  Credential: ["username", "rotation", "password", "authPassword"],
  // What happens to the number on delete is known only to the stack.
  PhoneNumber: ["release"],
};

/** Whether a field is never returned by a cloud. */
function isHidden(noun: Noun, name: string): boolean {
  const shape: Readonly<Record<string, z.ZodType>> = resources[noun].spec.props.shape;
  const { local, writeOnly } = shape[name]?.meta() ?? {};
  return HIDDEN[noun]?.includes(name) || local === true || writeOnly === true;
}
