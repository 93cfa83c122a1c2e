import { Session, type TwilioAccount } from "@arkenos/provider/clouds";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio, type Twilio } from "../emulator/twilio/twilio.js";
import { twilioAccount } from "../../stacks/operate/cli/numbers/account.js";
import { priceOf, priceText } from "../../stacks/operate/cli/numbers/price.js";

describe("the price of a number", () => {
  let twilio: Twilio;
  let account: TwilioAccount;
  beforeAll(async () => void (twilio = await startTwilio()));
  afterAll(() => twilio.close());
  beforeEach(async () => {
    twilio.reset();
    const session = new Session();
    session.configure(() => undefined, twilio.env);
    account = await twilioAccount(session);
  });

  const named = (phoneNumber: string) => priceOf(account, { phoneNumber, about: "" });

  it.each([
    ["+12065550200", "1.15", "$1.15"],
    ["+18005550200", "2.15", "$2.15"],
    ["+14165550200", "1.15", "$1.15"],
    ["+46725550200", "3.00", "$3.00"],
  ])("%s is that of its country and type, according to Twilio's search", async (number, amount, shown) => {
    const price = await named(number);
    expect(price).toEqual({ amount, currency: "USD" });
    expect(priceText(price)).toBe(`Twilio bills ${shown} a month for as long as you own it.`);
  });

  it("is the account's own, in the currency of the list", async () => {
    const prices = [{ type: "Mobile", basePrice: "9.00", currentPrice: "0.075" } as const];
    twilio.store.numberPrices.patch("GB", { priceUnit: "GBP", prices });
    const price = await priceOf(account, {
      phoneNumber: "+447005550200",
      about: "",
      kind: { country: "GB", type: "mobile" },
    });
    expect(price).toEqual({ amount: "0.075", currency: "GBP" });
    expect(priceText(price)).toBe("Twilio bills £0.075 a month for as long as you own it.");
  });

  it("is unknown if Twilio has no price list, no price for the type, or does not sell the number", async () => {
    twilio.store.numberPrices.delete("CA");
    twilio.store.numberPrices.patch("SE", { prices: [] });
    expect(await named("+14165550200")).toEqual({ unknown: expect.stringMatching(/was not found/) });
    expect(await named("+46725550200")).toEqual({
      unknown: "Twilio's price list has no price for mobile numbers in SE",
    });
    expect(await named("+12125550999")).toEqual({ unknown: expect.stringMatching(/does not list this number/) });
    expect(priceText(await named("+12125550999"))).toMatch(/^Twilio bills it monthly .*; the price is unknown \(/);
  });

  it("is unknown to an account that may not read the list", async () => {
    twilio.store.accounts.patch(twilio.env.TWILIO_ACCOUNT_SID, { authToken: "f".repeat(32) });
    expect(await named("+12065550200")).toEqual({ unknown: expect.stringMatching(/20003/) });
  });
});
