import { afterEach, beforeEach, expect, it } from "vitest";
import type { Call } from "../emulator/index.js";
import { openWorld } from "./open-world.js";
import type { World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const names = Array.from({ length: 24 }, (_, index) => `List ${index}`);

it("keeps at most eight calls to Twilio in flight, and uses all eight", async () => {
  const held = Array.from({ length: 8 }, () => world.emulator.twilio.faults.hold("CreateSipCredentialList"));
  const run = world.run();
  const creating = names.map((friendlyName) => run.create("CredentialList", { friendlyName }));
  await Promise.all(held.map(({ arrived }) => arrived));
  // A ninth call would have arrived by the time another run has its response.
  await world.run().create("IpAccessControlList", { friendlyName: "Office" });
  for (const call of held) call.release();
  await Promise.all(creating);
  const creates = world.emulator.twilio.calls.filter(({ operation }) => operation === "CreateSipCredentialList");
  expect(creates).toHaveLength(names.length);
  expect(greatestOverlap(creates)).toBe(8);
});

it("lists a kind once per run, however many objects are created and read", async () => {
  const run = world.run();
  const made = await Promise.all(names.map((friendlyName) => run.create("CredentialList", { friendlyName })));
  await Promise.all(made.map((list) => run.read("CredentialList", list)));
  expect(world.timesCalled("ListSipCredentialList")).toBe(1);
  expect(world.calls).toHaveLength(1 + names.length);
});

it("reads any number of objects with one listing of a thousand per page", async () => {
  const run = world.run();
  const made = await Promise.all(names.map((friendlyName) => run.create("CredentialList", { friendlyName })));
  const calls = world.calls.length;
  const refresh = world.run();
  await Promise.all(made.map((list) => refresh.read("CredentialList", list)));
  expect(world.emulator.twilio.calls.slice(calls).map(({ path }) => path)).toEqual([
    expect.stringContaining("PageSize=1000"),
  ]);
});

it("deletes any number of lists after one check of the trunks that could use them", async () => {
  const run = world.run();
  const made = await Promise.all(names.map((friendlyName) => run.create("CredentialList", { friendlyName })));
  const calls = world.calls.length;
  const destroy = world.run();
  await Promise.all(made.map((list) => destroy.delete("CredentialList", list)));
  expect(world.timesCalled("ListTrunk")).toBe(1);
  const perList = ["ListSipCredential", "DeleteSipCredentialList"];
  expect(world.calls.slice(calls)).toHaveLength(1 + perList.length * names.length);
  for (const operation of perList) expect(world.timesCalled(operation)).toBe(names.length);
  expect(await world.contents.all("CredentialList")).toEqual([]);
});

/** The highest number of unanswered calls seen so far. */
function greatestOverlap(calls: readonly Call[]): number {
  return Math.max(
    ...calls.map(({ arrived }) => calls.filter((other) => other.arrived <= arrived && other.answered > arrived).length),
  );
}
