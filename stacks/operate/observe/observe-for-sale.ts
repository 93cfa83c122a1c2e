import { dialingPermissions, NotFoundError, type TwilioAccount } from "@arkenos/provider/clouds";
import type { SeenForSale } from "./observed.js";

/** At most this many numbers are looked up. */
const MOST = 5;

/** Looks for numbers among those for sale, in the countries of their calling codes. A number that is not for sale is left out. */
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
      // A country without numbers of a kind has no such list.
      if (error instanceof NotFoundError) return [];
      throw error;
    });
    if (offer?.phoneNumber === number)
      return { phoneNumber: number, country, addressRequirements: String(offer.addressRequirements) };
  }
  return undefined;
}

/** The country of the longest calling code that the number begins with, by Twilio's own list. */
async function countryOf(account: TwilioAccount, number: string): Promise<string | undefined> {
  for (const length of [3, 2, 1]) {
    const countryCode = number.slice(1, 1 + length);
    const [country] = await dialingPermissions(account).countries.list({ countryCode, limit: 1 });
    if (country) return country.isoCode;
  }
  return undefined;
}
