import { describe, expect, it } from "vitest";
import { homeIn, homeOf, readPhoneNumber } from "../../stacks/phone-number.js";

describe("a phone number as people write it", () => {
  it.each([
    ["+12065550200", "+12065550200"],
    ["+1 206 555 0200", "+12065550200"],
    ["+1 (206) 555-0200", "+12065550200"],
    ["+1 206–555–0200", "+12065550200"],
    ["0044 20 7946 0100", "+442079460100"],
    ["+44 (0)20 7946 0100", "+442079460100"],
    ["(206) 555-0200", "+12065550200"],
    ["206-555-0200", "+12065550200"],
    ["1-206-555-0200", "+12065550200"],
  ])("%s is accepted with any home country", (written, number) => {
    expect(readPhoneNumber(written)).toBe(number);
  });

  it.each([
    "2065550200",
    "12065550200",
    "020 7946 0100",
    "555-0200",
    "510",
    "",
    "front desk",
    "1-800-FLOWERS",
    "+1510",
  ])("%j is rejected without a home country", (written) => expect(readPhoneNumber(written)).toBeUndefined());

  it.each([
    ["020 7946 0100", "GB", "+442079460100"],
    ["442079460100", "GB", "+442079460100"],
    ["2065550200", "US", "+12065550200"],
    ["030 123456", "de", "+4930123456"],
    ["06 1234 5678", "IT", "+390612345678"],
    ["+1 206 555 0200", "GB", "+12065550200"],
  ])("%s is read as a local number of %s", (written, country, number) => {
    expect(readPhoneNumber(written, homeIn(country))).toBe(number);
  });

  it("of another country's format is not forced into the home country's", () => {
    expect(readPhoneNumber("206-555-0200", homeIn("GB"))).toBeUndefined();
    expect(readPhoneNumber("020 7946 0100", homeIn("US"))).toBeUndefined();
  });
});

describe("the home country of a stack's numbers", () => {
  it("is the country code that all of them share", () => {
    expect(homeOf(["+442079460100", "+442079460101"])).toEqual({ defaultCallingCode: "44" });
    expect(homeOf(["+15105550100", "+16045550100"])).toEqual({ defaultCallingCode: "1" });
  });

  it("is unknown with several country codes, or without numbers", () => {
    expect(homeOf(["+442079460100", "+15105550100"])).toBeUndefined();
    expect(homeOf([])).toBeUndefined();
    expect(homeIn("XX")).toBeUndefined();
  });
});
