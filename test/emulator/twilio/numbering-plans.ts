import type { Numbering } from "./phone-number.js";

/** Numbers with one prefix and common properties. */
export interface NumberingPlan extends Numbering {
  readonly prefix: string;
  /** The number of digits after the prefix. */
  readonly digits: number;
}

const NOWHERE = {
  locality: null,
  region: null,
  postalCode: null,
  lata: null,
  rateCenter: null,
  latitude: null,
  longitude: null,
};
const FREE = { addressRequirements: "none", bundleRequired: false } as const;
const ALL = { voice: true, sms: true, mms: true, fax: false };
const VOICE = { voice: true, sms: false, mms: false, fax: false };
const VOICE_AND_SMS = { ...VOICE, sms: true };

type Place = readonly [
  areaCode: string,
  region: string,
  locality: string,
  postalCode: string,
  lata: string,
  latitude: number,
  longitude: number,
];

const US_PLACES: readonly Place[] = [
  ["206", "WA", "Seattle", "98101", "674", 47.61, -122.33],
  ["212", "NY", "New York", "10001", "132", 40.75, -73.99],
  ["213", "CA", "Los Angeles", "90012", "730", 34.06, -118.24],
  ["303", "CO", "Denver", "80202", "656", 39.75, -104.99],
  ["305", "FL", "Miami", "33130", "460", 25.77, -80.2],
  ["312", "IL", "Chicago", "60601", "358", 41.88, -87.62],
  ["404", "GA", "Atlanta", "30303", "438", 33.75, -84.39],
  ["415", "CA", "San Francisco", "94103", "722", 37.77, -122.41],
  ["503", "OR", "Portland", "97201", "672", 45.51, -122.69],
  ["510", "CA", "Oakland", "94607", "722", 37.8, -122.3],
  ["512", "TX", "Austin", "78701", "558", 30.27, -97.74],
  ["617", "MA", "Boston", "02108", "128", 42.36, -71.06],
  ["646", "NY", "New York", "10016", "132", 40.74, -73.98],
  ["808", "HI", "Hilo", "96720", "834", 19.72, -155.09],
];

const CA_PLACES: readonly Place[] = [
  ["416", "ON", "Toronto", "M5V", "888", 43.65, -79.38],
  ["514", "QC", "Montreal", "H2Y", "888", 45.5, -73.57],
  ["604", "BC", "Vancouver", "V6B", "888", 49.28, -123.12],
];

const TOLL_FREE = ["800", "833", "844", "855", "866", "877", "888"];

/** The emulator's numbering plans. Requirements follow Twilio's regulatory guidelines in kind, not in detail. */
export const NUMBERING_PLANS: readonly NumberingPlan[] = [
  ...US_PLACES.map((place) => northAmerican("US", place, ALL)),
  ...CA_PLACES.map((place) => northAmerican("CA", place, VOICE_AND_SMS)),
  ...TOLL_FREE.map((areaCode): NumberingPlan => ({ ...plan("US", "TollFree", `+1${areaCode}`, 7), capabilities: ALL })),
  { ...plan("GB", "Local", "+4420", 8), locality: "London", addressRequirements: "local", bundleRequired: true },
  { ...plan("GB", "Local", "+44161", 7), locality: "Manchester", addressRequirements: "local", bundleRequired: true },
  { ...plan("GB", "Mobile", "+447", 9), addressRequirements: "any", bundleRequired: true, capabilities: VOICE_AND_SMS },
  { ...plan("GB", "National", "+44330", 7), addressRequirements: "any", bundleRequired: true },
  { ...plan("DE", "Local", "+4930", 8), locality: "Berlin", addressRequirements: "local" },
  { ...plan("DE", "Local", "+4989", 8), locality: "Munich", addressRequirements: "local" },
  { ...plan("AU", "Mobile", "+614", 8), addressRequirements: "any", capabilities: VOICE_AND_SMS },
  { ...plan("AU", "Local", "+612", 8), locality: "Sydney", addressRequirements: "foreign" },
  { ...plan("SE", "Mobile", "+467", 8), capabilities: VOICE_AND_SMS },
];

/** The known properties of a number; any other North American one is local and in the US. */
export function numberingOf(phoneNumber: string): Numbering | undefined {
  const fits = ({ prefix, digits }: NumberingPlan) =>
    phoneNumber.startsWith(prefix) && phoneNumber.length === prefix.length + digits;
  const found = [...NUMBERING_PLANS, ELSEWHERE_IN_THE_US].find(fits);
  if (!found) return undefined;
  const { prefix: _prefix, digits: _digits, ...numbering } = found;
  return numbering;
}

const ELSEWHERE_IN_THE_US: NumberingPlan = { ...plan("US", "Local", "+1", 10), capabilities: ALL };

function plan(isoCountry: string, type: Numbering["type"], prefix: string, digits: number): NumberingPlan {
  return { ...NOWHERE, ...FREE, isoCountry, type, prefix, digits, capabilities: VOICE };
}

function northAmerican(isoCountry: string, place: Place, capabilities: Numbering["capabilities"]): NumberingPlan {
  const [areaCode, region, locality, postalCode, lata, latitude, longitude] = place;
  const rateCenter = locality
    .replace(/[^A-Za-z]/g, "")
    .toUpperCase()
    .slice(0, 10);
  return {
    ...plan(isoCountry, "Local", `+1${areaCode}`, 7),
    region,
    locality,
    postalCode,
    lata,
    rateCenter,
    latitude,
    longitude,
    capabilities,
  };
}
