import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Data } from "../../provider/lifecycle.js";
import { openWorld } from "./open-world.js";
import type { World } from "./world.js";

const owner = "shop/dev/reception";
const reception = { name: "Reception", numbers: ["+15105550100"], owner };
const failingOver = { ...reception, ringingTimeoutStatus: 503 };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const held = async (id: string) => (await world.contents.holds("InboundTrunk", id)) as Record<string, unknown>;
const changesOf = async (seen: Awaited<ReturnType<ReturnType<World["run"]>["create"]>>, wanted: Data) =>
  (await world.run().diff("InboundTrunk", seen, wanted)).changes;

describe("on a livekit-server that keeps ringing_timeout_status", () => {
  beforeEach(() => {
    world.emulator.livekit.store.release = "1.13.11";
  });

  it.each([503, 486, 480, 600, 699, 599])("keeps status %i and reads it back", async (ringingTimeoutStatus) => {
    const made = await world.run().create("InboundTrunk", { ...reception, ringingTimeoutStatus });
    expect(await held(made.id)).toMatchObject({ ringingTimeoutStatus });
    const seen = await world.run().read("InboundTrunk", made);
    expect(seen.state).toMatchObject({ ringingTimeoutStatus, keptRingingTimeoutStatus: ringingTimeoutStatus });
    expect(await changesOf(seen, { ...reception, ringingTimeoutStatus })).toBe(false);
  });

  it("gets nothing when nothing is set", async () => {
    const made = await world.run().create("InboundTrunk", reception);
    expect(await held(made.id)).toMatchObject({ ringingTimeoutStatus: 0 });
    const seen = await world.run().read("InboundTrunk", made);
    expect(seen.state).not.toHaveProperty("ringingTimeoutStatus");
    expect(await changesOf(seen, reception)).toBe(false);
  });

  it("changes the status in place, and returns to the server's default when the stack removes it", async () => {
    const made = await world.run().create("InboundTrunk", failingOver);
    const changed = { ...reception, ringingTimeoutStatus: 480 };
    expect(await world.run().diff("InboundTrunk", made, changed)).toMatchObject({ changes: true, replaces: [] });
    const updated = await world.run().update("InboundTrunk", made, changed);
    expect(await held(made.id)).toMatchObject({ ringingTimeoutStatus: 480 });
    expect(await changesOf(updated, reception)).toBe(true);
    const dropped = await world.run().update("InboundTrunk", updated, reception);
    expect(await held(made.id)).toMatchObject({ ringingTimeoutStatus: 0 });
    expect(dropped.state).not.toHaveProperty("keptRingingTimeoutStatus");
  });

  it("keeps somebody else's status when the stack sets none, and clears it when the stack sets 0", async () => {
    const made = await world.run().create("InboundTrunk", reception);
    await world.contents.change("InboundTrunk", made.id, { ringingTimeoutStatus: 503 });
    const seen = await world.run().read("InboundTrunk", made);
    expect(await changesOf(seen, reception)).toBe(false);
    const renamed = await world.run().update("InboundTrunk", seen, { ...reception, name: "Desk" });
    expect(await held(made.id)).toMatchObject({ name: "Desk", ringingTimeoutStatus: 503 });
    await world.run().update("InboundTrunk", renamed, { ...reception, ringingTimeoutStatus: 0 });
    expect(await held(made.id)).toMatchObject({ ringingTimeoutStatus: 0 });
  });

  it("shows a status that somebody removed as drift", async () => {
    const made = await world.run().create("InboundTrunk", failingOver);
    await world.contents.change("InboundTrunk", made.id, { ringingTimeoutStatus: 0 });
    const seen = await world.run().read("InboundTrunk", made);
    expect(seen.state).toMatchObject({ ringingTimeoutStatus: 0 });
    expect(await changesOf(seen, failingOver)).toBe(true);
  });

  it("keeps an adopted trunk's status when the program sets none", async () => {
    const byHand = await world.run().create("InboundTrunk", { ...failingOver, owner: undefined });
    const made = await world.run().create("InboundTrunk", { ...reception, adopt: byHand.id });
    expect(made.id).toBe(byHand.id);
    expect(await held(made.id)).toMatchObject({ ringingTimeoutStatus: 503 });
  });
});

describe("on a livekit-server that drops ringing_timeout_status", () => {
  it("remembers that it was dropped: later runs show no change, and a refresh shows no drift", async () => {
    const made = await world.run().create("InboundTrunk", failingOver);
    expect(await held(made.id)).not.toHaveProperty("ringingTimeoutStatus");
    expect(made.state).toMatchObject({ ringingTimeoutStatus: 503 });
    expect(made.state).not.toHaveProperty("keptRingingTimeoutStatus");
    expect(await changesOf(made, failingOver)).toBe(false);
    const seen = await world.run().read("InboundTrunk", made);
    expect(seen.state).toEqual(made.state);
    expect(await changesOf(seen, failingOver)).toBe(false);
  });

  it("gets the status with the next change after the server's upgrade", async () => {
    const made = await world.run().create("InboundTrunk", failingOver);
    world.emulator.livekit.store.release = "1.13.11";
    const updated = await world.run().update("InboundTrunk", made, { ...failingOver, name: "Desk" });
    expect(await held(made.id)).toMatchObject({ ringingTimeoutStatus: 503 });
    expect(updated.state).toMatchObject({ keptRingingTimeoutStatus: 503 });
  });

  it("gets the status with the next refresh after the server's upgrade", async () => {
    const made = await world.run().create("InboundTrunk", failingOver);
    world.emulator.livekit.store.release = "1.13.11";
    const seen = await world.run().read("InboundTrunk", made);
    expect(await changesOf(seen, failingOver)).toBe(true);
    await world.run().update("InboundTrunk", seen, failingOver);
    expect(await held(made.id)).toMatchObject({ ringingTimeoutStatus: 503 });
  });

  it("adds the setting to a trunk of an older state in place", async () => {
    const made = await world.run().create("InboundTrunk", reception);
    const difference = await world.run().diff("InboundTrunk", made, failingOver);
    expect(difference).toMatchObject({ changes: true, replaces: [] });
    const updated = await world.run().update("InboundTrunk", made, failingOver);
    expect(await changesOf(updated, failingOver)).toBe(false);
  });
});
