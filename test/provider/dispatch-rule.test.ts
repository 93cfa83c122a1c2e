import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld } from "./open-world.js";
import type { World } from "./world.js";

const rule = { type: "individual", roomPrefix: "call" } as const;

let world: World;
let ours: string;
beforeEach(async () => {
  world = await openWorld();
  ours = (
    await world
      .run()
      .create("InboundTrunk", { name: "Reception", numbers: ["+15105550100"], owner: "shop/dev/reception" })
  ).id;
});
afterEach(() => world.close());

const rules = () => world.contents.all("DispatchRule");

it("serves every trunk only if the program says so", async () => {
  const made = await world.run().create("DispatchRule", { name: "Everybody", rule, anyTrunk: true });
  expect(await rules()).toMatchObject([{ sipDispatchRuleId: made.id, trunkIds: [] }]);
  await expect(world.run().create("DispatchRule", { name: "Nobody", rule })).rejects.toThrow(
    /^trunkIds: .*including those of others; name its trunks, or set anyTrunk: true/,
  );
});

it.each([
  [
    "direct",
    { type: "direct", roomName: "lobby", pin: "12" },
    { case: "dispatchRuleDirect", value: { roomName: "lobby", pin: "12" } },
  ],
  [
    "individual",
    { type: "individual", roomPrefix: "call", noRandomness: true },
    { case: "dispatchRuleIndividual", value: { roomPrefix: "call", noRandomness: true } },
  ],
  [
    "callee",
    { type: "callee", randomize: true },
    { case: "dispatchRuleCallee", value: { roomPrefix: "", randomize: true } },
  ],
] as const)("sends calls to a room of its kind: %s", async (_kind, kind, stored) => {
  const made = await world.run().create("DispatchRule", { name: "Reception", trunkIds: [ours], rule: kind });
  expect(await rules()).toMatchObject([{ rule: { rule: stored } }]);
  const seen = await world.run().read("DispatchRule", made);
  expect(seen.state.rule).toEqual(made.state.rule);
});

describe("a rule of the same name that another owner needs", () => {
  it("is refused if it serves another owner's trunk, with the trunk and its owner named", async () => {
    const theirs = await world
      .run()
      .create("InboundTrunk", { name: "Theirs", numbers: ["+15105550109"], owner: "shop/prod/reception" });
    const byHand = await world.run().create("DispatchRule", { name: "Reception", trunkIds: [theirs.id], rule });
    await expect(
      world.run().create("DispatchRule", { name: "Reception", trunkIds: [ours], rule, adopt: "by-name" }),
    ).rejects.toThrow(
      `${byHand.id} cannot be adopted: trunk ${theirs.id} "Theirs" of shop/prod/reception depends on it`,
    );
    expect(await rules()).toMatchObject([{ trunkIds: [theirs.id] }]);
  });

  it("is kept if it serves every trunk, and LiveKit gets a second rule for our trunk", async () => {
    const byHand = await world.run().create("DispatchRule", { name: "Reception", anyTrunk: true, rule });
    const wanted = { name: "Reception", trunkIds: [ours], rule, adopt: "by-name" };
    const made = await world.run().create("DispatchRule", wanted);
    expect(await rules()).toMatchObject([
      { sipDispatchRuleId: byHand.id, trunkIds: [] },
      { sipDispatchRuleId: made.id, trunkIds: [ours] },
    ]);
  });

  it("is narrowed when adopted by id, unless another trunk needs it", async () => {
    const byHand = await world.run().create("DispatchRule", { name: "Reception", anyTrunk: true, rule });
    const wanted = { name: "Reception", trunkIds: [ours], rule, adopt: byHand.id };
    const theirs = await world.run().create("InboundTrunk", { name: "Theirs", numbers: ["+15105550109"] });
    await expect(world.run().create("DispatchRule", wanted)).rejects.toThrow(
      `trunk ${theirs.id} "Theirs" depends on it`,
    );
    await world.run().delete("InboundTrunk", theirs);
    const made = await world.run().create("DispatchRule", wanted);
    expect(await rules()).toMatchObject([{ sipDispatchRuleId: made.id, trunkIds: [ours] }]);
  });

  it("is adopted only by id if its trunk is gone, because its stack may still have it in its state", async () => {
    const left = await world.run().create("DispatchRule", { name: "Reception", trunkIds: ["ST_gone"], rule });
    const wanted = { name: "Reception", trunkIds: [ours], rule };
    await expect(world.run().create("DispatchRule", { ...wanted, adopt: "by-name" })).rejects.toThrow(
      `${left.id} cannot be adopted: its trunks (ST_gone) no longer exist`,
    );
    const made = await world.run().create("DispatchRule", { ...wanted, adopt: left.id });
    expect(made.id).toBe(left.id);
    expect(await rules()).toMatchObject([{ trunkIds: [ours] }]);
  });
});

describe("a rule that moves to another trunk", () => {
  const owner = "shop/dev/rule";
  const trunk = async (number: string, whose: string) =>
    (await world.run().create("InboundTrunk", { name: whose, numbers: [number], owner: whose })).id;

  it("is refused if another rule receives the trunk's calls, which LiveKit would not detect", async () => {
    const taken = await trunk("+15105550109", "shop/dev/night");
    const byHand = await world.run().create("DispatchRule", { name: "By hand", trunkIds: [taken], rule });
    const made = await world.run().create("DispatchRule", { name: "Reception", trunkIds: [ours], rule, owner });
    const wanted = { name: "Reception", trunkIds: [taken], rule, owner };
    await expect(world.run().update("DispatchRule", made, wanted)).rejects.toThrow(
      `Dispatch rule ${byHand.id} "By hand" already takes these calls, of inbound trunk ${taken}`,
    );
    expect(await rules()).toMatchObject([{ trunkIds: [taken] }, { trunkIds: [ours] }]);
  });

  it("swaps trunks with another rule of the stack", async () => {
    const night = await trunk("+15105550109", "shop/dev/night");
    const [one, two] = [
      await world.run().create("DispatchRule", { name: "One", trunkIds: [ours], rule, owner }),
      await world.run().create("DispatchRule", { name: "Two", trunkIds: [night], rule, owner: "shop/dev/other" }),
    ];
    const run = world.run().holding([`livekit:DispatchRule ${two.id}`], "shop/dev/other");
    await run.update("DispatchRule", one, { name: "One", trunkIds: [night], rule, owner });
    await run.update("DispatchRule", two, { name: "Two", trunkIds: [ours], rule, owner: "shop/dev/other" });
    expect(await rules()).toMatchObject([{ trunkIds: [night] }, { trunkIds: [ours] }]);
  });

  it("is not moved back from another stack's trunk", async () => {
    const made = await world.run().create("DispatchRule", { name: "Reception", trunkIds: [ours], rule, owner });
    const theirs = await trunk("+15105550109", "shop/prod/reception");
    await world.contents.change("DispatchRule", made.id, { trunkIds: [theirs] });
    await expect(
      world.run().update("DispatchRule", made, { name: "Reception", trunkIds: [ours], rule, owner }),
    ).rejects.toThrow(`Dispatch rule ${made.id} "Reception" now serves trunk ${theirs} of shop/prod/reception`);
    expect(await rules()).toMatchObject([{ trunkIds: [theirs] }]);
  });
});
