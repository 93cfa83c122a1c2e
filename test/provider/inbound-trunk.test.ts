import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

it("does not adopt by name a trunk that answers any number, and says how it could", async () => {
  const { id } = await world.run().create("InboundTrunk", { name: "Reception", allowedAddresses: ["198.51.100.7"] });
  const before = await world.contents.all("InboundTrunk");
  const wanted = { ...reception, adopt: "by-name" };
  await expect(world.run().create("InboundTrunk", wanted)).rejects.toThrow(
    `${id} cannot be adopted: it serves calls to any number, and this stack would limit it to its own. Give it a list of numbers in LiveKit first`,
  );
  expect(await world.contents.all("InboundTrunk")).toEqual(before);
  await world.contents.change("InboundTrunk", id, { numbers: ["+15105550100"] });
  expect(await world.run().create("InboundTrunk", wanted)).toMatchObject({ id });
});

describe("a number that somebody wrote in another way, which LiveKit takes for the same", () => {
  const two = { ...reception, numbers: ["+15105550100", "+15105550101"] };
  const config = (...numbers: string[]) => ({
    numbers: Object.fromEntries(numbers.map((number) => [number, { agent: "reception" }])),
  });
  const respelled = async () => {
    const made = await world.run().create("InboundTrunk", two);
    await world.contents.change("InboundTrunk", made.id, { numbers: ["1 (510) 555-0100", "+1-510-555-0101"] });
    return made;
  };

  it("is written once by an update, and leaves the trunk with its number", async () => {
    const made = await respelled();
    await world.run({}, config("+15105550100")).update("InboundTrunk", made, reception);
    expect(await world.contents.holds("InboundTrunk", made.id)).toMatchObject({ numbers: ["+15105550100"] });
  });

  it("does not keep the trunk when the stack is destroyed", async () => {
    const made = await respelled();
    await world.run({}, config(...two.numbers)).delete("InboundTrunk", made);
    expect(await world.contents.all("InboundTrunk")).toEqual([]);
  });
});

it("reads the encryption that a script set in the deprecated field, which the server obeys", async () => {
  const made = await world.run().create("InboundTrunk", reception);
  await world.contents.change("InboundTrunk", made.id, { mediaEncryption: 2 });
  const seen = await world.run().read("InboundTrunk", made);
  expect(seen.state).toMatchObject({ media: { encryption: "require" } });
  await world.contents.change("InboundTrunk", made.id, { mediaEncryption: 0 });
  expect((await world.run().read("InboundTrunk", made)).state).toMatchObject({ media: made.state.media });
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
