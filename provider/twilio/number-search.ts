import type { LocalListInstance } from "twilio/lib/rest/api/v2010/account/availablePhoneNumberCountry/local.js";
import { z } from "zod";
import type { TwilioAccount } from "./account.js";
import { empty, withDetail } from "../issues.js";

const TYPES = {
  local: "local",
  mobile: "mobile",
  "toll-free": "tollFree",
  national: "national",
  voip: "voip",
  "shared-cost": "sharedCost",
  "machine-to-machine": "machineToMachine",
} as const;

const text = (example: string) =>
  z
    .string({ error: `must be text, such as ${example}` })
    .min(1, empty(`write one such as ${example}, or leave it out`))
    .optional();

const searchShape = {
  /** Country, ISO 3166-1 alpha-2. @default "US" */
  country: z
    .string({ error: "must be a country, such as US" })
    .regex(
      /^[A-Z]{2}$/,
      withDetail(({ input }) => ({
        code: "not_a_country",
        message: `"${input}" is not a country in ISO 3166-1 alpha-2`,
        remedy: "write two capital letters, such as US",
      })),
    )
    .default("US"),
  /** `local`, `mobile`, `toll-free`, `national`, `voip`, `shared-cost`, `machine-to-machine`. @default "local" */
  type: z
    .enum(Object.keys(TYPES) as (keyof typeof TYPES)[], { error: `must be one of ${Object.keys(TYPES).join(", ")}` })
    .default("local"),
  /** Required capabilities: `voice`, `sms`, `mms`, `fax`. @default ["voice"] */
  capabilities: z
    .array(z.enum(["voice", "sms", "mms", "fax"], { error: 'must be "voice", "sms", "mms" or "fax"' }), {
      error: "must be a list of capabilities",
    })
    .default(["voice"]),
  /** Area code: three digits. US and Canada only. */
  areaCode: z
    .string({ error: 'must be text, such as "510"' })
    .regex(/^[2-9]\d{2}$/, "must be three digits, such as 510")
    .optional(),
  /** Pattern with 2 to 16 letters, digits, `*`, `%`, `+` or `$`. */
  contains: z
    .string({ error: "must be a pattern, such as 555****" })
    .regex(/^[a-z0-9*%+$]{2,16}$/i, "must be 2 to 16 letters, digits, and * % + $")
    .optional(),
  /** Abbreviation of a state or province. */
  inRegion: text("CA"),
  /** City. */
  inLocality: text("Oakland"),
  /** Postal code. US and Canada only. */
  inPostalCode: text("94612"),
  /** Rate center, which requires `inLata`. US and Canada only. */
  inRateCenter: text("OAKLAND"),
  /** LATA. US and Canada only. */
  inLata: text("722"),
  /** Find numbers near this number. US and Canada only. */
  nearNumber: text("+15105550100"),
  /** Find numbers near this place, `latitude,longitude`. US and Canada only. */
  nearLatLong: text("37.8,-122.3"),
  /** Distance from `nearNumber` or `nearLatLong` in miles, at most 500. */
  distance: z
    .int({ error: "must be a whole number of miles" })
    .min(1, "must be 1 to 500")
    .max(500, "must be 1 to 500")
    .optional(),
  /** Include numbers that are new to Twilio. */
  beta: z.boolean({ error: "must be true or false" }).optional(),
  /** Exclude numbers that require any address. */
  excludeAllAddressRequired: z.boolean({ error: "must be true or false" }).optional(),
  /** Exclude numbers that require a local address. */
  excludeLocalAddressRequired: z.boolean({ error: "must be true or false" }).optional(),
  /** Exclude numbers that require a foreign address. */
  excludeForeignAddressRequired: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of `search`. */
export interface SearchShape extends Readonly<typeof searchShape> {}

/**
 * Criteria for the number to buy.
 * @see https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource
 */
export const searchProp: z.ZodObject<SearchShape, z.core.$strict> = z.strictObject(searchShape);

/** See {@link searchProp}. */
export type Search = z.output<typeof searchProp>;

/** A number for sale. */
export interface Offer {
  /** In E.164. */
  readonly phoneNumber: string;
  /** City; empty if Twilio does not name one. */
  readonly locality: string;
  /** State or province; empty if Twilio does not name one. */
  readonly region: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Its capabilities: `voice`, `sms`, `mms`, `fax`. */
  readonly capabilities: readonly string[];
  /** Where the owner must have an address: `none`, `any`, `local`, `foreign`. */
  readonly addressRequirements: string;
  /** Whether it is new to Twilio. */
  readonly beta: boolean;
}

/**
 * Matching numbers for sale, in Twilio's order and at most about 30. A search does not reserve them.
 * @throws NotFoundError if the country has no numbers of this type
 */
export async function searchNumbers(
  account: TwilioAccount,
  { country, type, capabilities, areaCode, ...filters }: Search,
): Promise<Offer[]> {
  // Every type accepts the same query and returns the same fields; the SDK only names the classes differently.
  const offers = account.api.availablePhoneNumbers(country)[TYPES[type]] as LocalListInstance;
  const found = await offers.list({
    ...filters,
    ...(areaCode !== undefined && { areaCode: Number(areaCode) }),
    ...Object.fromEntries(capabilities.map((capability) => [`${capability}Enabled`, true])),
  });
  return found.map((offer) => ({
    phoneNumber: offer.phoneNumber,
    locality: offer.locality ?? "",
    region: offer.region ?? "",
    country: offer.isoCountry,
    // Twilio sometimes returns these names in uppercase.
    capabilities: Object.entries(offer.capabilities).flatMap(([name, has]) => (has ? [name.toLowerCase()] : [])),
    addressRequirements: offer.addressRequirements,
    beta: offer.beta,
  }));
}

/**
 * The types of numbers that Twilio sells in a country.
 * @throws NotFoundError if it sells none there
 */
export async function typesSoldIn(account: TwilioAccount, country: string): Promise<string[]> {
  const { subresourceUris } = await account.api.availablePhoneNumbers(country).fetch();
  return Object.keys(subresourceUris as object).map((name) => name.replaceAll("_", "-"));
}
