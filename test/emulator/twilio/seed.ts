import type { Account, ApiKey, DialingPermission } from "./entities.js";
import { NUMBERING_PLANS, numberingOf } from "./numbering-plans.js";
import {
  type AvailableNumber,
  type IncomingNumber,
  NUMBER_TYPES,
  type NumberType,
  nationalForm,
} from "./phone-number.js";
import { sold } from "./purchase.js";
import type { TwilioStore } from "./store.js";

/** The default account. */
export const ACCOUNT_SID = "AC00000000000000000000000000000001";
/** Its token. */
export const AUTH_TOKEN = "5ec2e75ec2e75ec2e75ec2e75ec2e75e";
/** Its Standard key, which can access everything but `/Accounts`. */
export const STANDARD_API_KEY = {
  sid: "SK00000000000000000000000000000001",
  secret: "standardKeySecret000000000000001",
} as const;
/** Its Main key. */
export const MAIN_API_KEY = {
  sid: "SK00000000000000000000000000000002",
  secret: "mainKeySecret0000000000000000002",
} as const;

/** An initial account; omitted fields are those of an active account with all permissions. */
export interface AccountSeed extends Partial<Omit<Account, "dateCreated" | "dateUpdated">> {
  readonly apiKeys?: readonly Omit<ApiKey, "accountSid">[];
}

/** An initial number: of a known numbering plan, or with its country. */
export type AvailableSeed = string | (Partial<AvailableNumber> & { readonly phoneNumber: string });

/** A store's initial contents. */
export interface Seed {
  readonly accounts: readonly AccountSeed[];
  readonly owned: readonly (string | Partial<IncomingNumber>)[];
  readonly available: readonly AvailableSeed[];
  readonly domainsTaken: readonly string[];
}

/** The default account. */
export const DEFAULT_ACCOUNT: AccountSeed = {
  sid: ACCOUNT_SID,
  authToken: AUTH_TOKEN,
  apiKeys: [
    { ...STANDARD_API_KEY, kind: "Standard" },
    { ...MAIN_API_KEY, kind: "Main" },
  ],
};

/** The countries that may be called by default, and one that may not. */
const DIALING_PERMISSIONS: readonly DialingPermission[] = [
  ["US", "United States/Canada", "NORTH_AMERICA", "+1", true] as const,
  ["GB", "United Kingdom", "EUROPE", "+44", true] as const,
  ["DE", "Germany", "EUROPE", "+49", true] as const,
  ["IN", "India", "ASIA", "+91", false] as const,
].map(([isoCode, name, continent, countryCode, lowRiskNumbersEnabled]) => ({
  ...{ isoCode, name, continent, lowRiskNumbersEnabled },
  countryCodes: [countryCode],
}));

const PER_PLAN = 12;
const FIRST_SUBSCRIBER = 5550200;

/** The numbers for sale by default: a dozen of every numbering plan, a few hundred in six countries. */
export const DEFAULT_AVAILABLE: readonly string[] = NUMBERING_PLANS.flatMap(({ prefix, digits }) =>
  Array.from({ length: PER_PLAN }, (_, index) => prefix + String(FIRST_SUBSCRIBER + index).padStart(digits, "2")),
);

/** Fills an empty store. @throws if a number is for sale in an unknown country */
export function fill(store: TwilioStore, seed: Seed): void {
  for (const account of seed.accounts) addAccount(store, account);
  const [owner] = store.accounts.all();
  for (const given of seed.owned) {
    const fields = typeof given === "string" ? { phoneNumber: given } : given;
    const phoneNumber = fields.phoneNumber ?? `+1510555${1000 + store.numbers.size}`;
    store.numbers.insert({
      ...store.entity("PN", owner?.sid ?? ACCOUNT_SID),
      ...sold(describe({ isoCountry: "ZZ", phoneNumber })),
      ...fields,
    });
  }
  for (const given of seed.available)
    store.available.insert(describe(typeof given === "string" ? { phoneNumber: given } : given));
  addCountries(store);
  for (const permission of DIALING_PERMISSIONS) store.dialingPermissions.insert(permission);
  for (const { phoneNumber } of store.numbers.all()) store.available.delete(phoneNumber);
  for (const domainName of seed.domainsTaken)
    store.domains.insert({ domainName: domainName.toLowerCase(), until: null });
}

function addAccount(store: TwilioStore, { apiKeys = [], ...fields }: AccountSeed): void {
  const now = store.clock.now();
  const sid = fields.sid ?? store.nextSid("AC");
  store.accounts.insert({
    authToken: sid.slice(2),
    ownerAccountSid: sid,
    friendlyName: "Arkenos",
    type: "Full",
    status: "active",
    test: false,
    dateCreated: now,
    dateUpdated: now,
    ...fields,
    sid,
  });
  for (const key of apiKeys) store.apiKeys.insert({ ...key, accountSid: sid });
}

/** Where numbers are sold: fixed at the start, so that a sold-out type returns an empty list. */
function addCountries(store: TwilioStore): void {
  const types = new Map<string, Set<NumberType>>();
  for (const { isoCountry, type } of store.available.all())
    types.set(isoCountry, (types.get(isoCountry) ?? new Set()).add(type));
  for (const [isoCountry, sold] of types)
    store.countries.insert({ isoCountry, types: NUMBER_TYPES.filter((type) => sold.has(type)) });
  for (const { isoCountry, types } of store.countries.all())
    store.numberPrices.insert({
      ...{ isoCountry, priceUnit: "USD" },
      prices: types.map((type) => ({ type, basePrice: MONTHLY[type], currentPrice: MONTHLY[type] })),
    });
}

/** The sandbox's own prices, the same in every country. */
const MONTHLY: Readonly<Record<NumberType, string>> = {
  ...{ Local: "1.15", TollFree: "2.15", Mobile: "3.00", National: "1.25" },
  ...{ Voip: "1.35", SharedCost: "1.45", MachineToMachine: "1.55" },
};

const PLAIN = numberingOf("+12225550100");

/** A number with the properties of its numbering plan; in an unknown country, those of a plain US number. */
function describe(given: Partial<AvailableNumber> & { readonly phoneNumber: string }): AvailableNumber {
  const numbering = numberingOf(given.phoneNumber) ?? (given.isoCountry ? PLAIN : undefined);
  if (!numbering) throw new Error(`${given.phoneNumber} is in no known numbering plan: say its isoCountry and type`);
  return { ...numbering, friendlyName: nationalForm(given.phoneNumber), beta: false, ...given };
}
