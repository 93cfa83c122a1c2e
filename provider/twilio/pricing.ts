import PricingBase from "twilio/lib/rest/PricingBase.js";
import type { TwilioAccount } from "./account.js";

/** The prices that an account pays for numbers, by country. https://www.twilio.com/docs/phone-numbers/pricing */
export function numberPrices({ client }: TwilioAccount): PricingBase["v1"]["phoneNumbers"]["countries"] {
  return new PricingBase(client).v1.phoneNumbers.countries;
}
