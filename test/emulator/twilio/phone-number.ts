import type { Entity, HttpMethod } from "./entities.js";

/** The types of numbers that can be searched, by the name of their path segment. */
export const NUMBER_TYPES = [
  "Local",
  "TollFree",
  "Mobile",
  "National",
  "Voip",
  "SharedCost",
  "MachineToMachine",
] as const;

/** A type of number. */
export type NumberType = (typeof NUMBER_TYPES)[number];

/** The capabilities of a number. */
export interface Capabilities {
  readonly voice: boolean;
  readonly sms: boolean;
  readonly mms: boolean;
  readonly fax: boolean;
}

/** Where a buyer must have an address. */
export type AddressRequirements = "none" | "any" | "local" | "foreign";

/** A number's properties from its numbering plan, for any owner. */
export interface Numbering {
  readonly isoCountry: string;
  readonly type: NumberType;
  readonly locality: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly lata: string | null;
  readonly rateCenter: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly addressRequirements: AddressRequirements;
  readonly bundleRequired: boolean;
  readonly capabilities: Capabilities;
}

/** A number that can be searched and bought. */
export interface AvailableNumber extends Numbering {
  readonly phoneNumber: string;
  readonly friendlyName: string;
  readonly beta: boolean;
}

/** A country in which numbers are sold, and their types. */
export interface Country {
  readonly isoCountry: string;
  readonly types: readonly NumberType[];
}

/** Monthly prices of a country's numbers. */
export interface CountryPrices {
  readonly isoCountry: string;
  /** ISO 4217, in capitals. */
  readonly priceUnit: string;
  readonly prices: readonly NumberPrice[];
}

/** The monthly price of a type: the list price and the account's own. */
export interface NumberPrice {
  readonly type: NumberType;
  readonly basePrice: string;
  readonly currentPrice: string;
}

/** The part of an owned number that its owner configures; null is unset. */
export interface NumberConfiguration {
  readonly friendlyName: string;
  readonly trunkSid: string | null;
  readonly voiceApplicationSid: string | null;
  readonly voiceUrl: string | null;
  readonly voiceMethod: HttpMethod;
  readonly voiceFallbackUrl: string | null;
  readonly voiceFallbackMethod: HttpMethod;
  readonly voiceCallerIdLookup: boolean;
  readonly voiceReceiveMode: "voice" | "fax";
  readonly smsApplicationSid: string | null;
  readonly smsUrl: string | null;
  readonly smsMethod: HttpMethod;
  readonly smsFallbackUrl: string | null;
  readonly smsFallbackMethod: HttpMethod;
  readonly statusCallback: string | null;
  readonly statusCallbackMethod: HttpMethod;
  readonly addressSid: string | null;
  readonly bundleSid: string | null;
  readonly identitySid: string | null;
  readonly emergencyAddressSid: string | null;
  readonly emergencyStatus: "Active" | "Inactive";
}

/** A number that an account owns. */
export interface IncomingNumber extends Entity, NumberConfiguration {
  readonly phoneNumber: string;
  readonly type: NumberType;
  readonly addressRequirements: AddressRequirements;
  readonly capabilities: Capabilities;
  readonly beta: boolean;
  readonly origin: "twilio" | "hosted";
}

/** The configuration of a newly bought number. */
export const UNCONFIGURED: Omit<NumberConfiguration, "friendlyName"> = {
  trunkSid: null,
  voiceApplicationSid: null,
  voiceUrl: null,
  voiceMethod: "POST",
  voiceFallbackUrl: null,
  voiceFallbackMethod: "POST",
  voiceCallerIdLookup: false,
  voiceReceiveMode: "voice",
  smsApplicationSid: null,
  smsUrl: null,
  smsMethod: "POST",
  smsFallbackUrl: null,
  smsFallbackMethod: "POST",
  statusCallback: null,
  statusCallbackMethod: "POST",
  addressSid: null,
  bundleSid: null,
  identitySid: null,
  emergencyAddressSid: null,
  emergencyStatus: "Inactive",
};

/** Twilio's default name for a number: the national format in North America, otherwise unchanged. */
export function nationalForm(phoneNumber: string): string {
  return phoneNumber.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
}
