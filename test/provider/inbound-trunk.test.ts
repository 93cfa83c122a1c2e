import { afterEach, beforeEach, expect, it } from "vitest";
import { openWorld } from "./open-world.js";
import type { World } from "./world.js";

const owner = "shop/dev/reception";
const reception = { name: "Reception", numbers: ["+15105550100"], owner };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

it.each(["", "front door", '{"floor":3}', '{"arkenos":{"owner":"somebody"}}', "zwölf 🚪"])(
  "keeps a person's metadata %j unchanged beside the marker",
  async (metadata) => {
    const made = await world.run().create("InboundTrunk", { ...reception, metadata });
    const seen = await world.run().read("InboundTrunk", made);
    expect(seen.state).toMatchObject({ metadata, owner });
  },
);

it("marks an adopted trunk that was created by hand, and shows its metadata as drift", async () => {
  const byHand = await world
    .run()
    .create("InboundTrunk", { name: "Reception", numbers: ["+15105550100"], metadata: "by hand" });
  const made = await world.run().create("InboundTrunk", { ...reception, metadata: "ours", adopt: "by-name" });
  expect(await world.contents.holds("InboundTrunk", byHand.id)).toMatchObject({
    metadata: expect.stringMatching(`^{"arkenos":{"owner":"${owner}"},"metadata":"ours"}$`),
  });
  await world.contents.change("InboundTrunk", made.id, { metadata: "by hand" });
  const seen = await world.run().read("InboundTrunk", made);
  expect(seen.state.metadata).toBe("by hand");
  expect(await world.run().diff("InboundTrunk", seen, made.inputs)).toMatchObject({ changes: true });
});

it("writes trunks one at a time, because LiveKit checks for conflicts without a lock", async () => {
  const run = world.run();
  const create = "CreateSIPInboundTrunk";
  world.fault(create, { kind: "delay", ms: 5 }, 4);
  const wanted = [0, 1, 2, 3].map((index) => ({
    name: `Trunk ${index}`,
    numbers: [`+1510555010${index}`],
    owner: `shop/dev/${index}`,
  }));
  await Promise.all(wanted.map((props) => run.create("InboundTrunk", props)));
  const creates = world.emulator.livekit.calls.filter(({ operation }) => operation === create);
  expect(creates).toHaveLength(4);
  creates
    .slice(1)
    .forEach(({ arrived }, index) => expect(arrived).toBeGreaterThan(creates[index]?.answered ?? Infinity));
  expect(world.timesCalled("ListSIPInboundTrunk")).toBe(1);
});
