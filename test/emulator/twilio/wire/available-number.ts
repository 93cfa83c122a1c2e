import type { AvailableNumber, Country } from "../phone-number.js";
import { accountUri } from "./addresses.js";
import { numberTypeWords } from "./number-type.js";

const countryNames = new Intl.DisplayNames(["en"], { type: "region" });

/** A number for sale, as the API returns it. */
export function availableNumberToWire(number: AvailableNumber) {
  return {
    friendly_name: number.friendlyName,
    phone_number: number.phoneNumber,
    lata: number.lata,
    locality: number.locality,
    rate_center: number.rateCenter,
    latitude: degrees(number.latitude),
    longitude: degrees(number.longitude),
    region: number.region,
    postal_code: number.postalCode,
    iso_country: number.isoCountry,
    address_requirements: number.addressRequirements,
    beta: number.beta,
    capabilities: number.capabilities,
  };
}

/** Twilio's description says numbers, but its example and the service have strings: `37.780000`. */
function degrees(value: number | null): string | null {
  return value === null ? null : value.toFixed(6);
}

/** A country in which numbers are sold, as the API returns it; its subresources list the types. */
export function countryToWire(accountSid: string, country: Country) {
  const uri = accountUri(accountSid, "AvailablePhoneNumbers", country.isoCountry);
  return {
    country_code: country.isoCountry,
    country: countryNames.of(country.isoCountry) ?? country.isoCountry,
    beta: false,
    subresource_uris: Object.fromEntries(
      country.types.map((type) => [numberTypeWords(type).join("_"), `${uri}/${type}.json`]),
    ),
    uri: `${uri}.json`,
  };
}
