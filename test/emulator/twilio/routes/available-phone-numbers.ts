import { notFound } from "../errors.js";
import { searchNumbers } from "../number-search.js";
import { get } from "../operation.js";
import type { Country, NumberType } from "../phone-number.js";
import type { TwilioRequest } from "../request.js";
import { accountUri } from "../wire/addresses.js";
import { availableNumberToWire, countryToWire } from "../wire/available-number.js";

const RESOURCE = "/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers";

/** Numbers for sale, by country and type. */
export const availablePhoneNumbers = {
  ListAvailablePhoneNumberCountry: get(`${RESOURCE}.json`, ({ store, account }) => ({
    countries: store.countries.all().map((country) => countryToWire(account.sid, country)),
    uri: `${accountUri(account.sid, "AvailablePhoneNumbers")}.json`,
  })),

  FetchAvailablePhoneNumberCountry: get(`${RESOURCE}/{CountryCode}.json`, (request) =>
    countryToWire(request.account.sid, countryOf(request)),
  ),

  ListAvailablePhoneNumberLocal: search("Local"),
  ListAvailablePhoneNumberTollFree: search("TollFree"),
  ListAvailablePhoneNumberMobile: search("Mobile"),
  ListAvailablePhoneNumberNational: search("National"),
  ListAvailablePhoneNumberVoip: search("Voip"),
  ListAvailablePhoneNumberSharedCost: search("SharedCost"),
  ListAvailablePhoneNumberMachineToMachine: search("MachineToMachine"),
};

/** A type that is not sold in a country is 404; a sold type without a match is an empty list. */
function search(type: NumberType) {
  return get(`${RESOURCE}/{CountryCode}/${type}.json`, (request) => {
    const country = countryOf(request);
    if (!country.types.includes(type)) throw notFound(request.path);
    return {
      available_phone_numbers: searchNumbers(request, country.isoCountry, type).map(availableNumberToWire),
      uri: `${accountUri(request.account.sid, "AvailablePhoneNumbers", country.isoCountry, type)}.json`,
    };
  });
}

function countryOf(request: TwilioRequest): Country {
  const country = request.store.countries.get(request.param("CountryCode").toUpperCase());
  if (!country) throw notFound(request.path);
  return country;
}
