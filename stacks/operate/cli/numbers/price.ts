import {
  numberPrices,
  ProviderError,
  searchNumbers,
  searchProp,
  type TwilioAccount,
  typesSoldIn,
} from "@arkenos/provider/clouds";
import { shown } from "@arkenos/provider/text";
import { countryOf } from "@arkenos/stacks/phone-number";
import type { Candidate } from "./candidate.js";

/** What Twilio bills for a number each month, or why that is not known. */
export type Price =
  { readonly amount: string; readonly currency: string; readonly unknown?: undefined } | { readonly unknown: string };

/** A type of number in a country, `toll-free`. */
interface Kind {
  readonly country: string;
  readonly type: string;
}

/** Asks Twilio's price list what the account pays for a number. A price that the list does not have is never guessed. */
export async function priceOf(account: TwilioAccount, candidate: Candidate): Promise<Price> {
  try {
    const kind = candidate.kind ?? (await kindOf(account, candidate.phoneNumber));
    if (kind === undefined) return { unknown: "Twilio does not list this number among those for sale" };
    const { phoneNumberPrices, priceUnit } = await numberPrices(account)(kind.country).fetch();
    const price = phoneNumberPrices.find(({ numberType = "" }) => words(numberType) === words(kind.type));
    const amount = String(price?.currentPrice ?? "");
    if (amount !== "" && Number(amount) >= 0 && /^[a-z]{3}$/i.test(priceUnit))
      return { amount, currency: priceUnit.toUpperCase() };
    return { unknown: `Twilio's price list has no price for ${kind.type} numbers in ${kind.country}` };
  } catch (error) {
    if (error instanceof ProviderError) return { unknown: error.message };
    throw error;
  }
}

/** A sentence for a person: `Twilio bills $1.15 a month for as long as you own it.` */
export function priceText(price: Price): string {
  if (price.unknown !== undefined)
    return `Twilio bills it monthly for as long as you own it; the price is unknown (${shown(price.unknown)}).`;
  return `Twilio bills ${amountText(price)} a month for as long as you own it.`;
}

/** A price in a list: `$1.15`, or `unknown`. */
export function amountText({
  amount,
  currency,
}: Price & { readonly amount?: string; readonly currency?: string }): string {
  if (amount === undefined) return "unknown";
  return new Intl.NumberFormat("en-US", {
    ...{ style: "currency", currency },
    ...{ minimumFractionDigits: 2, maximumFractionDigits: 4 },
  }).format(Number(amount));
}

/** The country and type of a number that was named, not searched for; only Twilio's search tells the type. */
async function kindOf(account: TwilioAccount, number: string): Promise<Kind | undefined> {
  const country = countryOf(number);
  if (country === undefined) return undefined;
  for (const type of await typesSoldIn(account, country)) {
    const search = searchProp.parse({ country, type, contains: number, capabilities: [] });
    const found = await searchNumbers(account, search);
    if (found.some(({ phoneNumber }) => phoneNumber === number)) return { country, type };
  }
  return undefined;
}

/** Twilio writes `toll free` where we write `toll-free`. */
function words(type: string): string {
  return type.toLowerCase().replace(/[^a-z]+/g, " ");
}
