import { dialingPermissions, NotFoundError, type TwilioAccount } from "@arkenos/provider/clouds";
import type { SeenForSale } from "./observed.js";

/** The maximum number of numbers to look up. */
const MOST = 5;

/** Looks for numbers among those for sale, in the country of each number. Omits a number that is not for sale. */
export async function observeForSale(account: TwilioAccount, numbers: readonly string[]): Promise<SeenForSale[]> {
  const found = await Promise.all(numbers.slice(0, MOST).map((number) => find(account, number)));
  return found.filter((number) => number !== undefined);
}

async function find(account: TwilioAccount, number: string): Promise<SeenForSale | undefined> {
  const country = await countryOf(account, number);
  if (country === undefined) return undefined;
  const sold = account.api.availablePhoneNumbers(country);
  const wanted = () => ({ contains: number.replace("+", ""), limit: 1 });
  const searches = [
    () => sold.local.list(wanted()),
    () => sold.mobile.list(wanted()),
    () => sold.tollFree.list(wanted()),
  ];
  for (const search of searches) {
    const [offer] = await search().catch((error: unknown) => {
      // A country that sells no numbers of a type does not have such a list.
      if (error instanceof NotFoundError) return [];
      throw error;
    });
    if (offer?.phoneNumber === number)
      return { phoneNumber: number, country, addressRequirements: String(offer.addressRequirements) };
  }
  return undefined;
}

/** The country with the longest calling code at the beginning of the number, from Twilio's list. */
async function countryOf(account: TwilioAccount, number: string): Promise<string | undefined> {
  for (const length of [3, 2, 1]) {
    const countryCode = number.slice(1, 1 + length);
    const [country] = await dialingPermissions(account).countries.list({ countryCode, limit: 1 });
    if (country) return country.isoCode;
  }
  return undefined;
}
