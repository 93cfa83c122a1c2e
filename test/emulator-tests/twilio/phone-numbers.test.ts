import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const twilio = await startTwilio({
  owned: ["+15105550100", { phoneNumber: "+15105550101", friendlyName: "Billing" }, "+447225550102"],
});
const client = clientOf(twilio);
const { store } = twilio;
const numbers = client.incomingPhoneNumbers;
const owned = (phoneNumber: string) => store.numbers.all((number) => number.phoneNumber === phoneNumber)[0];
const sidOf = (phoneNumber: string) => owned(phoneNumber)?.sid ?? "";
const ADDRESS = `AD${"0".repeat(32)}`;
const BUNDLE = `BU${"0".repeat(32)}`;
const APPLICATION = `AP${"0".repeat(32)}`;

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

describe("buying a number", () => {
  it("removes it from sale and puts it on the given trunk", async () => {
    const trunk = await client.trunking.v1.trunks.create({});
    const number = await numbers.create({
      phoneNumber: "+15105550200",
      trunkSid: trunk.sid,
      friendlyName: "Reception",
    });
    expect(store.numbers.get(number.sid)).toMatchObject({
      phoneNumber: "+15105550200",
      trunkSid: trunk.sid,
      friendlyName: "Reception",
    });
    expect(store.available.get("+15105550200")).toBeUndefined();
  });

  it("that the account already owns updates it", async () => {
    const number = await numbers.create({ phoneNumber: "+15105550101", voiceUrl: "https://example.com/voice" });
    expect(number.status).toBe("in-use");
    expect(store.numbers.size).toBe(3);
    expect(owned("+15105550101")).toMatchObject({ friendlyName: "Billing", voiceUrl: "https://example.com/voice" });
  });

  it("again after its release is refused", async () => {
    const { sid } = await numbers.create({ phoneNumber: "+15105550200" });
    await numbers(sid).remove();
    expect(await refusalOf(numbers.create({ phoneNumber: "+15105550200" }))).toBe("400/21422");
  });

  it("by area code takes the first of that area", async () => {
    const { phoneNumber } = await numbers.create({ areaCode: "808" });
    expect(phoneNumber).toBe("+18085550200");
    expect(await refusalOf(numbers.create({ areaCode: "533" }))).toBe("400/21452");
    expect(await refusalOf(numbers.create({ areaCode: "99" }))).toBe("400/21451");
  });

  it("needs the address and the bundle that its country requires", async () => {
    expect(await refusalOf(numbers.create({ phoneNumber: "+493025550200" }))).toBe("400/21631");
    await numbers.create({ phoneNumber: "+493025550200", addressSid: ADDRESS });
    expect(await refusalOf(numbers.create({ phoneNumber: "+442025550200", addressSid: ADDRESS }))).toBe("400/21649");
    expect(await refusalOf(numbers.create({ phoneNumber: "+442025550200", bundleSid: BUNDLE }))).toBe("400/21631");
    await numbers.create({ phoneNumber: "+442025550200", addressSid: ADDRESS, bundleSid: BUNDLE });
    expect(owned("+442025550200")).toMatchObject({ addressSid: ADDRESS, bundleSid: BUNDLE });
  });

  it("by type takes only a number of that type", async () => {
    expect(await refusalOf(numbers.tollFree.create({ phoneNumber: "+15105550200" }))).toBe("400/21458");
    await numbers.local.create({ phoneNumber: "+15105550200" });
    await numbers.tollFree.create({ phoneNumber: "+18005550200" });
    await numbers.mobile.create({ phoneNumber: "+46725550200", addressSid: ADDRESS });
    expect(store.numbers.size).toBe(6);
  });

  it.each([
    ["+15005550000", "400/21422"],
    ["+15005550001", "400/21421"],
    ["5105550200", "400/21421"],
    ["+15105559999", "400/21422"],
  ])("%s is refused", async (phoneNumber, refusal) => {
    expect(await refusalOf(numbers.create({ phoneNumber }))).toBe(refusal);
    expect(store.numbers.size).toBe(3);
  });

  it("is refused with a missing trunk, and sells nothing", async () => {
    expect(await refusalOf(numbers.create({ phoneNumber: "+15105550200", trunkSid: `TK${"0".repeat(32)}` }))).toBe(
      "400/20001",
    );
    expect(store.available.get("+15105550200")).toBeDefined();
  });
});

describe("an owned number", () => {
  it("moves to another trunk without an error", async () => {
    const [first, second] = [await client.trunking.v1.trunks.create({}), await client.trunking.v1.trunks.create({})];
    const phoneNumberSid = sidOf("+15105550100");
    await client.trunking.v1.trunks(first.sid).phoneNumbers.create({ phoneNumberSid });
    await client.trunking.v1.trunks(second.sid).phoneNumbers.create({ phoneNumberSid });
    await client.trunking.v1.trunks(second.sid).phoneNumbers.create({ phoneNumberSid });
    expect(owned("+15105550100")?.trunkSid).toBe(second.sid);
    expect(await client.trunking.v1.trunks(first.sid).phoneNumbers.list()).toEqual([]);
    expect(await refusalOf(client.trunking.v1.trunks(first.sid).phoneNumbers(phoneNumberSid).remove())).toBe(
      "404/20404",
    );
    await client.trunking.v1.trunks(second.sid).phoneNumbers(phoneNumberSid).remove();
    expect(owned("+15105550100")?.trunkSid).toBeNull();
  });

  it("is on a trunk or has a voice application, never both, and keeps its voice URL", async () => {
    const trunk = await client.trunking.v1.trunks.create({});
    const number = numbers(sidOf("+15105550100"));
    await number.update({ voiceUrl: "https://example.com/voice", voiceApplicationSid: APPLICATION });
    await client.trunking.v1.trunks(trunk.sid).phoneNumbers.create({ phoneNumberSid: sidOf("+15105550100") });
    expect(owned("+15105550100")).toMatchObject({
      trunkSid: trunk.sid,
      voiceApplicationSid: null,
      voiceUrl: "https://example.com/voice",
    });
    await number.update({ voiceApplicationSid: APPLICATION });
    expect(owned("+15105550100")).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
    await number.update({ trunkSid: trunk.sid });
    expect(owned("+15105550100")).toMatchObject({ trunkSid: trunk.sid, voiceApplicationSid: null });
    await number.update({ trunkSid: "" });
    expect(owned("+15105550100")).toMatchObject({ trunkSid: null, voiceApplicationSid: null });
  });

  it.each([
    [{ voiceUrl: "not a url" }, "400/21402"],
    [{ voiceMethod: "PUT" }, "400/21403"],
    [{ voiceApplicationSid: "AP1" }, "400/21420"],
    [{ friendlyName: "x".repeat(65) }, "400/20002"],
    [{ accountSid: `AC${"0".repeat(32)}` }, "501/20501"],
  ])("refuses %j", async (wrong, refusal) => {
    expect(await refusalOf(numbers(sidOf("+15105550100")).update(wrong))).toBe(refusal);
  });

  it("is not released while it has an emergency address", async () => {
    await numbers(sidOf("+15105550100")).update({ emergencyAddressSid: ADDRESS, emergencyStatus: "Active" });
    expect(await refusalOf(numbers(sidOf("+15105550100")).remove())).toBe("409/20409");
    await numbers(sidOf("+15105550100")).update({ emergencyAddressSid: "", emergencyStatus: "Inactive" });
    await numbers(sidOf("+15105550100")).remove();
    expect(owned("+15105550100")).toBeUndefined();
  });

  it("that is unknown is named by its full path", async () => {
    await expect(numbers("PN0").fetch()).rejects.toMatchObject({
      code: 20404,
      message: `The requested resource /2010-04-01/Accounts/${twilio.env.TWILIO_ACCOUNT_SID}/IncomingPhoneNumbers/PN0.json was not found`,
    });
  });
});

describe("the list of owned numbers", () => {
  const found = async (filter: Parameters<typeof numbers.list>[0]) =>
    (await numbers.list(filter)).map(({ phoneNumber }) => phoneNumber);

  it("finds by a part of the number, with * for any digit", async () => {
    expect(await found({ phoneNumber: "+15105550101" })).toEqual(["+15105550101"]);
    expect(await found({ phoneNumber: "510*550" })).toEqual(["+15105550100", "+15105550101"]);
    expect(await found({ phoneNumber: "999" })).toEqual([]);
  });

  it("finds by exact name, origin and type", async () => {
    expect(await found({ friendlyName: "Billing" })).toEqual(["+15105550101"]);
    expect(await found({ friendlyName: "Bill" })).toEqual([]);
    expect(await found({ origin: "hosted" })).toEqual([]);
    expect((await numbers.mobile.list()).map(({ phoneNumber }) => phoneNumber)).toEqual(["+447225550102"]);
    expect(await numbers.tollFree.list()).toEqual([]);
  });
});
