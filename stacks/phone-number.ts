import { isE164 } from "@arkenos/provider";
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Where a number without a country code is at home. */
export type Home = { readonly defaultCountry: CountryCode } | { readonly defaultCallingCode: string };

/** How people in North America group a number, and hardly anybody else. */
const NORTH_AMERICAN = /^(1[ .-]?)?(\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$/;
const WRITTEN = /^\+?[\d\s().\-/]+$/;

/**
 * A phone number in E.164, however it is written: with spaces, dashes, dots and brackets, with `+` or `00`
 * before the country code, or as it is dialed at home.
 *
 * @param home where it is at home; left out, only a number that is plainly North American needs no country code
 * @returns undefined if it is no phone number, or its country is not known: no other country's number is guessed
 */
export function readPhoneNumber(written: string, home?: Home): string | undefined {
  const text = written
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
  if (!WRITTEN.test(text)) return undefined;
  const international = text.replace(/^00/, "+");
  if (international.startsWith("+")) {
    // A zero in brackets is dialed within the country only.
    const number = `+${international.replace("(0)", "").replace(/\D/g, "")}`;
    return isE164(number) ? number : undefined;
  }
  const region = home ?? (NORTH_AMERICAN.test(text) ? { defaultCountry: "US" as const } : undefined);
  const parsed = region && parsePhoneNumberFromString(text, { ...region, extract: false });
  return parsed?.isValid() ? parsed.number : undefined;
}

/** The home of a country in two letters; undefined if there is no such country. */
export function homeIn(country: string): Home | undefined {
  const code = country.toUpperCase();
  return isSupportedCountry(code) ? { defaultCountry: code } : undefined;
}

/** The country of a number in E.164, in two letters; undefined if its digits do not tell. */
export function countryOf(number: string): string | undefined {
  return parsePhoneNumberFromString(number)?.country;
}

/** The home that all of these numbers share, by their country code; undefined if there is none. */
export function homeOf(numbers: readonly string[]): Home | undefined {
  const codes = new Set(numbers.map((number) => parsePhoneNumberFromString(number)?.countryCallingCode));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? { defaultCallingCode: code } : undefined;
}
