import { isE164 } from "@arkenos/provider";
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** The country of a number that has no country code. */
export type Home =
  | {
      /** Its two-letter code: `US`. */
      readonly defaultCountry: CountryCode;
    }
  | {
      /** Its calling code, which several countries may share: `1`. */
      readonly defaultCallingCode: string;
    };

/** Grouping of digits that is common in North America and rare elsewhere. */
const NORTH_AMERICAN = /^(1[ .-]?)?(\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$/;
const WRITTEN = /^\+?[\d\s().\-/]+$/;

/**
 * Converts a phone number to E.164. It may contain spaces, dashes, dots and parentheses, and start with `+` or `00` and
 * the country code, or be in national format.
 *
 * @param home the country of a number in national format. @default North America, if the number is grouped that way
 * @returns undefined if the text is not a phone number, or its country is unknown
 */
export function readPhoneNumber(written: string, home?: Home): string | undefined {
  const text = written
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
  if (!WRITTEN.test(text)) return undefined;
  const international = text.replace(/^00/, "+");
  if (international.startsWith("+")) {
    // A zero in parentheses is dialed only within the country.
    const number = `+${international.replace("(0)", "").replace(/\D/g, "")}`;
    return isE164(number) ? number : undefined;
  }
  const region = home ?? (NORTH_AMERICAN.test(text) ? { defaultCountry: "US" as const } : undefined);
  const parsed = region && parsePhoneNumberFromString(text, { ...region, extract: false });
  return parsed?.isValid() ? parsed.number : undefined;
}

/** A country by its two-letter code; undefined if there is no such country. */
export function homeIn(country: string): Home | undefined {
  const code = country.toUpperCase();
  return isSupportedCountry(code) ? { defaultCountry: code } : undefined;
}

/** The country of a number in E.164, in two letters; undefined if its digits do not tell. */
export function countryOf(number: string): string | undefined {
  return parsePhoneNumberFromString(number)?.country;
}

/** The country code that all of these numbers share; undefined if they differ. */
export function homeOf(numbers: readonly string[]): Home | undefined {
  const codes = new Set(numbers.map((number) => parsePhoneNumberFromString(number)?.countryCallingCode));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? { defaultCallingCode: code } : undefined;
}
