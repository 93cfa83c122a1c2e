import { afterAll, beforeEach, expect, it } from "vitest";
import { startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const twilio = await startTwilio();
const client = clientOf(twilio);
const { trunks } = client.trunking.v1;

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

const statuses = () => twilio.calls.map(({ operation, status }) => `${operation} ${status}`);

it("too many requests are refused with the time to wait, and change nothing", async () => {
  twilio.faults.next("CreateTrunk", { kind: "refuse", status: 429, retryAfterSeconds: 2 }, 2);
  const headers = {
    Authorization: `Basic ${btoa(`${twilio.env.TWILIO_ACCOUNT_SID}:${twilio.env.TWILIO_AUTH_TOKEN}`)}`,
  };
  const answer = await fetch(`${twilio.url}/v1/Trunks`, { method: "POST", headers });
  expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "2"]);
  expect(await refusalOf(trunks.create({}))).toBe("429/20429");
  await trunks.create({});
  expect(twilio.store.trunks.size).toBe(1);
  expect(statuses()).toEqual(["CreateTrunk 429", "CreateTrunk 429", "CreateTrunk 201"]);
});

it.each([
  [500, "500/20500"],
  [502, "502/undefined"],
  [503, "503/20503"],
] as const)("a broken service answers %s", async (status, refusal) => {
  twilio.faults.next("ListTrunk", { kind: "refuse", status });
  expect(await refusalOf(trunks.list())).toBe(refusal);
});

it("a dropped purchase takes effect, although its buyer gets no response", async () => {
  twilio.faults.next("CreateIncomingPhoneNumber", { kind: "drop" });
  expect(await refusalOf(client.incomingPhoneNumbers.create({ phoneNumber: "+15105550200" }))).toBe(
    "undefined/ECONNRESET",
  );
  expect(twilio.store.numbers.size).toBe(1);
  await client.incomingPhoneNumbers.create({ phoneNumber: "+15105550200" });
  expect(twilio.store.numbers.size).toBe(1);
  expect(statuses()).toEqual(["CreateIncomingPhoneNumber 0", "CreateIncomingPhoneNumber 201"]);
});

it("a lost purchase has no effect", async () => {
  twilio.faults.next("CreateIncomingPhoneNumber", { kind: "lose" });
  expect(await refusalOf(client.incomingPhoneNumbers.create({ phoneNumber: "+15105550200" }))).toBe(
    "undefined/ECONNRESET",
  );
  expect(twilio.store.numbers.size).toBe(0);
});

it("a delayed call takes its time", async () => {
  twilio.faults.next("CreateTrunk", { kind: "delay", ms: 80 });
  const start = performance.now();
  await trunks.create({});
  expect(performance.now() - start).toBeGreaterThan(75);
});

it("a held call waits until it is released", async () => {
  const held = twilio.faults.hold("CreateTrunk");
  const call = trunks.create({ friendlyName: "held" });
  await held.arrived;
  expect(twilio.store.trunks.size).toBe(0);
  held.release();
  await call;
  expect(twilio.store.trunks.size).toBe(1);
});

it("a stale read repeats the last answer once, and not one from before a reset", async () => {
  await trunks.list();
  await trunks.create({});
  twilio.faults.next("ListTrunk", { kind: "stale" });
  expect(await trunks.list()).toEqual([]);
  expect(await trunks.list()).toHaveLength(1);
  twilio.reset();
  twilio.faults.next("ListTrunk", { kind: "stale" });
  expect(await trunks.list()).toEqual([]);
});

it("a held call meets its fault when it is released", async () => {
  const held = twilio.faults.hold("CreateTrunk", { kind: "refuse", status: 503 });
  const call = refusalOf(trunks.create({}));
  await held.arrived;
  held.release();
  expect(await call).toBe("503/20503");
  expect(twilio.store.trunks.size).toBe(0);
});

it("a call that hangs has no effect, and ends when its caller gives up", async () => {
  twilio.faults.next("CreateTrunk", { kind: "hang" });
  const headers = {
    Authorization: `Basic ${btoa(`${twilio.env.TWILIO_ACCOUNT_SID}:${twilio.env.TWILIO_AUTH_TOKEN}`)}`,
  };
  const call = fetch(`${twilio.url}/v1/Trunks`, { method: "POST", headers, signal: AbortSignal.timeout(100) });
  await expect(call).rejects.toThrow("timeout");
  await expect.poll(statuses).toEqual(["CreateTrunk 0"]);
  expect(twilio.store.trunks.size).toBe(0);
});

it("a list that lags shows the earlier state, and the next one the current state", async () => {
  await trunks.create({ friendlyName: "before" });
  // Long enough that a slow machine still lists within the lag.
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  twilio.faults.next("ListTrunk", { kind: "lag", ms: 1_500 });
  await trunks.create({ friendlyName: "after" });
  expect((await trunks.list()).map(({ friendlyName }) => friendlyName)).toEqual(["before"]);
  expect(await trunks.list()).toHaveLength(2);
});

it("a purchase with a lost answer is on no list during the lag, and cannot be repeated", async () => {
  twilio.faults.next("CreateIncomingPhoneNumber", { kind: "lag", ms: 1_500 });
  const buy = () => client.incomingPhoneNumbers.create({ phoneNumber: "+15105550200" });
  expect(await refusalOf(buy())).toBe("undefined/ECONNRESET");
  expect(await client.incomingPhoneNumbers.list()).toEqual([]);
  await buy();
  expect(twilio.store.numbers.size).toBe(1);
  await expect.poll(() => client.incomingPhoneNumbers.list(), { timeout: 30_000 }).toHaveLength(1);
});

it("two runs return the same ids and dates", async () => {
  const run = async () => {
    await trunks.create({ friendlyName: "one" });
    await client.incomingPhoneNumbers.create({ phoneNumber: "+15105550200" });
    return [twilio.store.trunks.all(), twilio.store.numbers.all()];
  };
  const first = await run();
  twilio.reset();
  expect(await run()).toEqual(first);
});
