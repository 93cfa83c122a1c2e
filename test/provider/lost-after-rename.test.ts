import { afterEach, beforeEach, expect, it } from "vitest";
import { openWorld } from "./open-world.js";
import type { Made } from "./run.js";
import type { World } from "./world.js";

const NUMBER = "+15105550100";
const dev = {
  friendlyName: "Arkenos Inbound",
  numbers: [NUMBER],
  deliversTo: ["acme.sip.livekit.cloud"],
  owner: "telephony/dev/telephony-trunk",
};
/** The same trunk after `pulumi stack rename prod`. */
const prod = { ...dev, owner: "telephony/prod/telephony-trunk" };

let world: World;
let trunk: Made;
beforeEach(async () => {
  world = await openWorld();
  const run = world.run();
  trunk = await run.create("ElasticTrunk", dev);
  await run.create("NumberAssociation", { number: NUMBER, trunkSid: trunk.id });
  await world.run().update("ElasticTrunk", trunk, prod);
});
afterEach(() => world.close());

// The README's section "What it does not do" describes a state that is lost after a rename of its stack.
it("never: creates a second trunk and leaves the number on the first", async () => {
  const second = await world.run().create("ElasticTrunk", prod);
  expect(second.id).not.toBe(trunk.id);
  await expect(world.run().create("NumberAssociation", { number: NUMBER, trunkSid: second.id })).rejects.toThrow(
    `${NUMBER} is on trunk ${trunk.id} "Arkenos Inbound", not on ${second.id}; set move: true`,
  );
  expect(await world.contents.holds("NumberAssociation", "PN00000000000000000000000000000001")).toMatchObject({
    trunkSid: trunk.id,
  });
});

it("by-name: refuses the first trunk, and names the command that adopts it", async () => {
  await expect(world.run().create("ElasticTrunk", { ...prod, adopt: "by-name" })).rejects.toThrow(
    new RegExp(`${trunk.id} cannot be adopted: .* run arkenos import --trunk ${trunk.id} here`),
  );
  expect(await world.contents.all("ElasticTrunk")).toHaveLength(1);
});

it("recovers the first trunk when its domain is in the config", async () => {
  const domainName = String(trunk.state.terminationDomain);
  expect((await world.run().create("ElasticTrunk", { ...prod, domainName, adopt: trunk.id })).id).toBe(trunk.id);
});
