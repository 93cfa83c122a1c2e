import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const twilio = await startTwilio();
const client = clientOf(twilio);
const search = client.availablePhoneNumbers;
const us = search("US").local;

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

const found = (numbers: { phoneNumber: string }[]) => numbers.map(({ phoneNumber }) => phoneNumber);

describe("a number search", () => {
  it("returns at most thirty", async () => {
    expect(twilio.store.available.size).toBeGreaterThan(300);
    expect(await us.list()).toHaveLength(30);
    expect(await us.list({ limit: 3 })).toHaveLength(3);
  });

  it("lists the types of a country, and 404 for the others", async () => {
    const countries = await search.list();
    expect(
      Object.fromEntries(
        countries.map(({ countryCode, subresourceUris }) => [countryCode, Object.keys(subresourceUris)]),
      ),
    ).toEqual({
      US: ["local", "toll_free"],
      CA: ["local"],
      GB: ["local", "mobile", "national"],
      DE: ["local"],
      AU: ["local", "mobile"],
      SE: ["mobile"],
    });
    expect((await search("DE").fetch()).country).toBe("Germany");
    expect(await refusalOf(search("US").mobile.list())).toBe("404/20404");
    expect(await refusalOf(search("FR").fetch())).toBe("404/20404");
  });

  it("returns an empty list when an offered type is sold out", async () => {
    twilio.store.available.clear();
    expect(await us.list()).toEqual([]);
  });

  it("reserves nothing", async () => {
    const [first] = await us.list({ areaCode: 510, limit: 1 });
    twilio.store.available.delete(first?.phoneNumber ?? "");
    expect(await refusalOf(client.incomingPhoneNumbers.create({ phoneNumber: first?.phoneNumber }))).toBe("400/21422");
  });

  it("finds by place", async () => {
    expect(found(await us.list({ areaCode: 510 }))).toHaveLength(12);
    expect(found(await us.list({ inRegion: "HI" })).every((number) => number.startsWith("+1808"))).toBe(true);
    expect(await us.list({ inLocality: "new york" })).toHaveLength(24);
    expect(await us.list({ inPostalCode: "96720" })).toHaveLength(12);
    expect(await us.list({ inLata: "722", inRateCenter: "OAKLAND" })).toHaveLength(12);
    expect(await refusalOf(us.list({ inRateCenter: "OAKLAND" }))).toBe("400/20001");
    expect(await refusalOf(search("GB").local.list({ areaCode: 20 }))).toBe("400/21457");
    expect(await refusalOf(search("GB").local.list({ inRegion: "London" }))).toBe("400/20001");
    expect(await refusalOf(us.list({ nearNumber: "+15105550100" }))).toBe("501/20501");
  });

  it("finds by capability and by address requirement", async () => {
    expect(await search("CA").local.list({ mmsEnabled: true })).toEqual([]);
    expect(await search("CA").local.list({ smsEnabled: true })).toHaveLength(30);
    expect(await search("DE").local.list({ excludeAllAddressRequired: true })).toEqual([]);
    expect(await search("DE").local.list({ excludeForeignAddressRequired: true })).toHaveLength(24);
    expect(await search("AU").local.list({ excludeForeignAddressRequired: true })).toEqual([]);
    expect(await search("GB").local.list({ excludeLocalAddressRequired: true })).toEqual([]);
  });

  it.each([
    ["5105550200", ["+15105550200"]],
    [
      "+1510555020",
      [
        "+15105550200",
        "+15105550201",
        "+15105550202",
        "+15105550203",
        "+15105550204",
        "+15105550205",
        "+15105550206",
        "+15105550207",
        "+15105550208",
        "+15105550209",
      ],
    ],
    ["510jjj0211", ["+15105550211"]],
    ["0206$", 14],
    ["510555020*", 10],
    ["%51055", 12],
    ["*05550211", ["+15105550211"]],
  ])("finds by the pattern %s", async (contains, expected) => {
    const numbers = found(await us.list({ contains }));
    if (typeof expected === "number") expect(numbers).toHaveLength(expected);
    else expect(numbers).toEqual(expected);
  });

  it.each(["5", "5*5", "**55", "+*55", "5*", "51055502005105550", "51-0"])(
    "refuses the pattern %s",
    async (contains) => {
      expect(await refusalOf(us.list({ contains }))).toBe("400/20001");
    },
  );
});
