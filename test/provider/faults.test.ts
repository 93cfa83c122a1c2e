import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../emulator/index.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { nouns } from "./run.js";
import { skipWaits, waitAgain } from "./waits.js";

beforeAll(() => void skipWaits());
afterAll(waitAgain);

/** Associating a number twice has the effect of once, and so has buying it: these calls are simply repeated. */
const REPEATED = ["NumberAssociation", "PhoneNumber"];

const faults: readonly [what: string, fault: Fault, calls: number][] = [
  ["too many requests, and a time to wait", { kind: "refuse", status: 429, retryAfterSeconds: 0 }, 2],
  ["too many requests", { kind: "refuse", status: 429 }, 2],
  ["a cloud that is out of order", { kind: "refuse", status: 503 }, 2],
  ["a gateway that answers a page", { kind: "refuse", status: 502 }, 2],
  ["a connection lost on the way there", { kind: "lose" }, 2],
  ["a connection lost on the way back", { kind: "drop" }, 1],
];

describe.concurrent.each(nouns)("%s", (noun) => {
  const { creates, prepare } = fixtureOf(noun);

  it.each(faults)("leaves one object after %s", async (_what, fault, calls) => {
    const world = await openWorld();
    const { full, parents } = await prepare(world.run());
    const before = await world.contents.all(noun);
    world.fault(creates, fault);
    const made = await world.run().holding(parents).create(noun, full.props);
    expect(await world.contents.holds(noun, made.id)).toMatchObject(full.stored);
    expect((await world.contents.all(noun)).length).toBeLessThanOrEqual(before.length + 1);
    expect(world.timesCalled(creates)).toBe(REPEATED.includes(noun) ? 2 : calls);
    await world.close();
  });

  it("finds the object that its interrupted run created, whatever adopt says", async () => {
    const world = await openWorld();
    const { minimal, parents } = await prepare(world.run());
    const lost = await world.run().create(noun, minimal.props);
    const before = await world.contents.all(noun);
    const found = await world.run().holding(parents).create(noun, minimal.props);
    expect(found.id).toBe(lost.id);
    expect((await world.contents.all(noun)).length).toBe(before.length);
    expect(world.timesCalled(creates)).toBe(1);
    await world.close();
  });

  it("keeps an object that the same run assigned to another resource when its own resource is deleted", async () => {
    const world = await openWorld();
    const { minimal, parents } = await prepare(world.run());
    const old = await world.run().create(noun, minimal.props);
    const run = world.run().holding(parents);
    const renamed = await run.create(noun, minimal.props);
    const before = await world.contents.holds(noun, old.id);
    await run.delete(noun, old);
    expect(renamed.id).toBe(old.id);
    expect(await world.contents.holds(noun, old.id)).toEqual(before);
    await world.close();
  });
});
