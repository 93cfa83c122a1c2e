import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openWorld } from "./open-world.js";
import { Run } from "./run.js";
import type { World } from "./world.js";

// Leftovers of a killed run, a rename or a lost state, and how a stack recognizes them as its own.
const NUMBER = "+15105550100";
const owner = (resource: string, stack = "shop/dev") => `${stack}/shop-${resource}`;
const SIP = "sip:acme.sip.livekit.cloud";

let world: World;
let logged: ReturnType<typeof vi.spyOn>;
beforeEach(async () => {
  world = await openWorld();
  logged = vi.spyOn(console, "log").mockReturnValue();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

const trunk = (run = world.run()) => run.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });

it("two origination URLs that do the same work are merged, and the run reports it", async () => {
  const { id: trunkSid } = await trunk();
  const url = { trunkSid, friendlyName: "LiveKit", sipUrl: SIP };
  const twins = world.emulator.twilio.store.originationUrls;
  await world.run().create("OriginationUrl", url);
  const [one] = twins.all();
  twins.insert({ ...(one ?? expect.fail()), sid: "OU00000000000000000000000000000099" });
  const run = world.run().holding([`twilio:ElasticTrunk ${trunkSid}`]);
  const made = await run.create("OriginationUrl", { ...url, owner: owner("url") });
  expect(twins.all().map(({ sid }) => `${trunkSid}/${sid}`)).toEqual([made.id]);
  expect(logged).toHaveBeenCalledWith(expect.stringMatching(/Deleted .*, a duplicate of .* \[arkenos:twin_deleted\]$/));
});

describe("a number on a trunk that is being deleted", () => {
  it("belongs to the stack if a run on this machine put it there, whatever the config says now", async () => {
    const run = world.run();
    const made = await trunk(run);
    await run.create("NumberAssociation", { number: NUMBER, trunkSid: made.id });
    await world.run().delete("ElasticTrunk", made);
    expect(await world.contents.all("ElasticTrunk")).toEqual([]);
  });

  it("keeps the trunk if another stack on this machine put it there", async () => {
    const made = await trunk();
    await world
      .run()
      .holding([`twilio:ElasticTrunk ${made.id}`], owner("trunk", "bar/dev"))
      .create("NumberAssociation", { number: NUMBER, trunkSid: made.id });
    await world.run().delete("ElasticTrunk", made);
    expect(await world.contents.holds("ElasticTrunk", made.id)).toBeDefined();
  });
});

describe("a Twilio trunk whose stack was renamed before its state was lost", () => {
  const renamed = (resource: string) => owner(resource, "shop/prod");
  const outbound = (address: unknown, stack: string) =>
    world.run().create("OutboundTrunk", { name: "Out", address: String(address), numbers: [NUMBER], owner: stack });

  it("is found if the stack's outbound trunk in LiveKit calls through it", async () => {
    const made = await trunk();
    await outbound(made.state.terminationDomain, renamed("outbound"));
    const found = await new Run(world.settings).create("ElasticTrunk", {
      ...{ friendlyName: "Shop", owner: renamed("trunk") },
    });
    expect(found.id).toBe(made.id);
  });

  it("is refused to a new stack of the old name, which does not call through it", async () => {
    const made = await trunk();
    await outbound(made.state.terminationDomain, renamed("outbound"));
    await expect(trunk(new Run(world.settings))).rejects.toThrow(/outbound trunk ST_\w+ "Out" of shop\/prod/);
    expect(await world.contents.all("ElasticTrunk")).toHaveLength(1);
  });
});
