import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openWorld } from "./open-world.js";
import type { Made, Run } from "./run.js";
import type { World } from "./world.js";

const owner = (resource: string) => `telephony/dev/telephony-${resource}`;
let world: World;
let team: Run;
let said: () => string;
beforeEach(async () => {
  world = await openWorld();
  team = world.run();
  const logged = vi.spyOn(console, "log").mockReturnValue();
  said = () => logged.mock.calls.flat().join("\n");
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

describe("a dispatch rule that somebody put on another stack's trunk too", () => {
  const props = { name: "Rule", rule: { type: "individual" } as const, owner: owner("rule") };
  let ours: string;
  let theirs: string;
  let rule: Made;
  beforeEach(async () => {
    ours = (await team.create("InboundTrunk", { name: "In", numbers: ["+15105550100"], owner: owner("inbound") })).id;
    const other = { name: "Their in", numbers: ["+15105550101"], owner: "shop/prod/telephony-inbound" };
    theirs = (await team.create("InboundTrunk", other)).id;
    rule = await team.create("DispatchRule", { ...props, trunkIds: [ours] });
    await world.contents.change("DispatchRule", rule.id, { trunkIds: [ours, theirs] });
  });

  it("stays on it through an update", async () => {
    const updated = await world.run().update("DispatchRule", rule, { ...props, name: "Renamed", trunkIds: [ours] });
    expect(await world.contents.all("DispatchRule")).toMatchObject([{ name: "Renamed", trunkIds: [ours, theirs] }]);
    expect(updated.state.trunkIds).toEqual([ours]);
  });

  it("stays on it through a refresh and the update after it", async () => {
    const read = await world.run().read("DispatchRule", rule);
    expect(read.state.trunkIds).toEqual([ours]);
    await world.run().update("DispatchRule", read, { ...props, name: "Renamed", trunkIds: [ours] });
    expect(await world.contents.all("DispatchRule")).toMatchObject([{ trunkIds: [ours, theirs] }]);
    expect(said()).toContain(`also serves ${theirs}, which this stack does not have`);
  });
});

it("a LiveKit trunk that was handed over keeps its numbers when the stack before is destroyed", async () => {
  const numbers = ["+15105550100", "+15105550101"];
  const trunk = await team.create("InboundTrunk", {
    name: "In",
    numbers: numbers.slice(0, 1),
    owner: owner("inbound"),
  });
  const other = "shop/prod/telephony-inbound";
  await world.contents.change("InboundTrunk", trunk.id, {
    numbers,
    metadata: JSON.stringify({ arkenos: { owner: other } }),
  });
  await world.run().delete("InboundTrunk", trunk);
  expect(await world.contents.all("InboundTrunk")).toMatchObject([{ numbers }]);
  expect(said()).toContain(`it belongs to ${other} now`);
});
