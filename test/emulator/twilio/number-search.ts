import { invalid, notImitated, refused } from "./errors.js";
import type { AvailableNumber, NumberType } from "./phone-number.js";
import type { TwilioRequest } from "./request.js";
import { searchPattern } from "./search-pattern.js";

/** Twilio returns about this many, without paging (twilio-node #316). */
const MAX_RESULTS = 30;
const NORTH_AMERICA = ["US", "CA"];
const GEOGRAPHIC = [
  "AreaCode",
  "NearNumber",
  "NearLatLong",
  "Distance",
  "InPostalCode",
  "InRegion",
  "InRateCenter",
  "InLata",
];

/** The numbers for sale that match a search. It reserves none of them. */
export function searchNumbers(
  { store, query }: TwilioRequest,
  isoCountry: string,
  type: NumberType,
): AvailableNumber[] {
  for (const name of ["NearNumber", "NearLatLong", "Distance"])
    if (query.text(name)) throw notImitated(`Searching by ${name}`);
  checkGeography(query, isoCountry);
  const contains = query.text("Contains");
  const pattern = contains === undefined ? undefined : searchPattern(contains);
  const areaCode = query.text("AreaCode");
  const beta = query.boolean("Beta") ?? true;
  const excluded = excludedRequirements(query);

  const equals = (name: string, value: string | null) =>
    (query.text(name) ?? value)?.toLowerCase() === value?.toLowerCase();
  const can = (name: string, able: boolean) => (query.boolean(name) ?? able) === able;
  const found = store.available.all(
    (number) =>
      number.isoCountry === isoCountry &&
      number.type === type &&
      (areaCode === undefined || number.phoneNumber.startsWith(`+1${areaCode}`)) &&
      (pattern?.test(number.phoneNumber) ?? true) &&
      (beta || !number.beta) &&
      !excluded.includes(number.addressRequirements) &&
      can("VoiceEnabled", number.capabilities.voice) &&
      can("SmsEnabled", number.capabilities.sms) &&
      can("MmsEnabled", number.capabilities.mms) &&
      can("FaxEnabled", number.capabilities.fax) &&
      equals("InRegion", number.region) &&
      equals("InLocality", number.locality) &&
      equals("InPostalCode", number.postalCode) &&
      equals("InRateCenter", number.rateCenter) &&
      equals("InLata", number.lata),
  );
  return found.slice(0, Math.min(query.integer("PageSize", 1, Number.MAX_SAFE_INTEGER) ?? MAX_RESULTS, MAX_RESULTS));
}

/** Outside the US and Canada, an area code is refused by name; the code for other places is our choice. */
function checkGeography(query: TwilioRequest["query"], isoCountry: string): void {
  const asked = GEOGRAPHIC.find((name) => query.text(name) !== undefined);
  if (asked && !NORTH_AMERICA.includes(isoCountry)) {
    if (asked === "AreaCode") throw refused(21457, `AreaCode parameter is not supported in ${isoCountry}`);
    throw invalid(asked, `not supported in ${isoCountry}`);
  }
  const areaCode = query.text("AreaCode");
  if (areaCode !== undefined && !/^\d{3}$/.test(areaCode)) throw refused(21451, `${areaCode} is not a valid area code`);
  if (query.text("InRateCenter") && !query.text("InLata")) throw invalid("InRateCenter", "needs InLata");
}

function excludedRequirements(query: TwilioRequest["query"]): string[] {
  if (query.boolean("ExcludeAllAddressRequired")) return ["any", "local", "foreign"];
  return [
    ...(query.boolean("ExcludeLocalAddressRequired") ? ["local"] : []),
    ...(query.boolean("ExcludeForeignAddressRequired") ? ["foreign"] : []),
  ];
}
