import { notFound } from "../errors.js";
import { get } from "../operation.js";
import { v1List } from "../paging.js";
import { pricedCountryToWire, pricesToWire } from "../wire/number-prices.js";

const COUNTRIES = "/v1/PhoneNumbers/Countries";

/** Monthly prices of numbers. A contract with Twilio changes them, so here only the store does. */
export const numberPrices = {
  ListPhoneNumberCountry: get(COUNTRIES, (request) => {
    const items = request.store.numberPrices.all().map((country) => ({ ...country, sid: country.isoCountry }));
    return v1List(request, "countries", items, pricedCountryToWire, "https://pricing.twilio.com");
  }),

  FetchPhoneNumberCountry: get(`${COUNTRIES}/{IsoCountry}`, ({ store, param, path }) => {
    const prices = store.numberPrices.get(param("IsoCountry").toUpperCase());
    if (!prices) throw notFound(path);
    return pricesToWire(prices);
  }),
};
