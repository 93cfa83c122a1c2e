import type { CountryPrices } from "../phone-number.js";
import { numberTypeWords } from "./number-type.js";

const countryNames = new Intl.DisplayNames(["en"], { type: "region" });

/** A country of the price list, as the API lists it. */
export function pricedCountryToWire({ isoCountry }: CountryPrices) {
  return {
    country: countryNames.of(isoCountry) ?? isoCountry,
    iso_country: isoCountry,
    url: `https://pricing.twilio.com/v1/PhoneNumbers/Countries/${isoCountry}`,
  };
}

/** A country's prices, as the API returns them. A type is `toll free` here; an amount is a string. */
export function pricesToWire(country: CountryPrices) {
  return {
    ...pricedCountryToWire(country),
    phone_number_prices: country.prices.map(({ type, basePrice, currentPrice }) => ({
      number_type: numberTypeWords(type).join(" "),
      base_price: basePrice,
      current_price: currentPrice,
    })),
    price_unit: country.priceUnit,
  };
}
