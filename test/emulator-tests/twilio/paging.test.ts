import { afterAll, expect, it } from "vitest";
import { startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const owned = Array.from({ length: 120 }, (_, index) => `+1510555${1000 + index}`);
const twilio = await startTwilio({ owned });
const client = clientOf(twilio);

afterAll(() => twilio.close());

const listCalls = (operation: string) => twilio.calls.filter((call) => call.operation === operation).length;

it("a list returns all its pages, fifty items at a time", async () => {
  const numbers = await client.incomingPhoneNumbers.list();
  expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual(owned);
  expect(listCalls("ListIncomingPhoneNumber")).toBe(3);
});

it("a larger page needs fewer", async () => {
  await client.incomingPhoneNumbers.list({ pageSize: 1000 });
  expect(listCalls("ListIncomingPhoneNumber")).toBe(4);
});

it("pages link forward and back, and keep the filter", async () => {
  const first = await client.incomingPhoneNumbers.page({ pageSize: 4, phoneNumber: "+1510555101" });
  expect(first.previousPageUrl).toBeUndefined();
  const second = await first.nextPage();
  const third = await second?.nextPage();
  expect(third?.instances.map(({ phoneNumber }) => phoneNumber)).toEqual(["+15105551018", "+15105551019"]);
  expect(third?.nextPageUrl).toBeUndefined();
  const back = await third?.previousPage();
  expect(back?.instances.map(({ phoneNumber }) => phoneNumber)).toEqual([
    "+15105551014",
    "+15105551015",
    "+15105551016",
    "+15105551017",
  ]);
});

it("trunks are paged too, and one that is deleted meanwhile hides no other", async () => {
  const trunks: { readonly sid: string }[] = [];
  for (let count = 0; count < 5; count += 1)
    trunks.push(await client.trunking.v1.trunks.create({ friendlyName: `trunk ${count}` }));
  const first = await client.trunking.v1.trunks.page({ pageSize: 2 });
  await client.trunking.v1.trunks(trunks[1]?.sid ?? "").remove();
  const second = await first.nextPage();
  expect(second?.instances.map(({ friendlyName }) => friendlyName)).toEqual(["trunk 2", "trunk 3"]);
  expect(await client.trunking.v1.trunks.list({ pageSize: 1 })).toHaveLength(4);
});

it("a page that is too large, unknown or without its token is refused", async () => {
  const { page } = client.incomingPhoneNumbers;
  expect(await refusalOf(client.incomingPhoneNumbers.list({ limit: 2000 }))).toBe("400/20007");
  expect(await refusalOf(page({ pageNumber: 1 }))).toBe("400/70002");
  expect(await refusalOf(page({ pageToken: "nonsense", pageNumber: 1 }))).toBe("400/21481");
});
