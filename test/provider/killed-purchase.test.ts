import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { openWorld } from "./open-world.js";
import { skipWaits, waitAgain } from "./waits.js";
import type { World } from "./world.js";

const BUY = "CreateIncomingPhoneNumber";
const LIST = "ListIncomingPhoneNumber";
const search = { search: { areaCode: "415" }, owner: "shop/dev/hotline" };
const [first, second] = ["+14155550200", "+14155550201"];

let world: World;
let ownedBefore: number;
beforeEach(async () => {
  world = await openWorld();
  ownedBefore = world.emulator.twilio.store.numbers.size;
});
beforeAll(() => void skipWaits());
afterAll(waitAgain);
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});
const buy = () => world.run().create("PhoneNumber", search);
const bought = () =>
  world.emulator.twilio.store.numbers
    .all()
    .slice(ownedBefore)
    .map(({ phoneNumber }) => phoneNumber);

/** Buys in a run that is killed before it gets the response; lists hide the purchase for a minute. */
async function buyAndDie(): Promise<void> {
  world.fault(BUY, { kind: "lag", ms: 60_000 });
  await buy();
}

/** Dies before the purchase reaches Twilio. */
async function dieBeforePurchase(): Promise<void> {
  world.fault(BUY, { kind: "refuse", status: 503 }, 5);
  await expect(buy()).rejects.toThrow("503");
}

it("buys nothing twice after a kill, although lists do not show the purchase yet", async () => {
  await buyAndDie();
  expect(world.emulator.twilio.faults.lag.contents()).toBeDefined();
  expect((await buy()).state.phoneNumber).toBe(first);
  expect(bought()).toEqual([first]);
});

it("buys the recorded number after a kill before the purchase, even if the search now finds another first", async () => {
  await dieBeforePurchase();
  const { available } = world.emulator.twilio.store;
  const offer = available.get(first) ?? expect.fail();
  available.delete(first);
  available.insert(offer);
  expect((await buy()).state.phoneNumber).toBe(first);
  expect(bought()).toEqual([first]);
});

it("moves on to another number when somebody else bought the recorded one", async () => {
  await dieBeforePurchase();
  world.emulator.twilio.store.available.delete(first);
  expect((await buy()).state.phoneNumber).toBe(second);
});

it("trusts the list once a purchase must show in it", async () => {
  await buyAndDie();
  const [number] = world.emulator.twilio.store.numbers.all().slice(ownedBefore);
  world.emulator.twilio.store.numbers.delete(number?.sid ?? "");
  world.emulator.twilio.faults.clear();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 11 * 60_000);
  expect((await buy()).state.phoneNumber).toBe(second);
});

it("deletes the entry when the stack releases the number", async () => {
  const made = await buy();
  expect(world.journal.notes.size).toBe(1);
  vi.spyOn(console, "log").mockReturnValue();
  await world.run().delete("PhoneNumber", made);
  vi.restoreAllMocks();
  expect(world.journal.notes.size).toBe(0);
});

it("writes no entry, and lists once, for a number that the program names", async () => {
  await world.run().create("PhoneNumber", { phoneNumber: first, owner: "shop/dev/hotline" });
  expect(world.journal.notes.size).toBe(0);
  expect(world.timesCalled(LIST)).toBe(1);
});
