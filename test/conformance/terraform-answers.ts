import { z } from "zod";

const text = z.string();
const maybe = text.nullish();
const flag = z.boolean();
const integer = z.int();

const entity = { sid: text, account_sid: text };
/** Trunking's dates are RFC 3339, those of the 2010 API are RFC 2822. */
const dated = { ...entity, date_created: z.iso.datetime(), date_updated: z.iso.datetime() };
const mailDate = text.regex(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/);
const mailDated = { ...entity, date_created: mailDate, date_updated: mailDate };

const trunk = {
  ...{ ...dated, url: text, friendly_name: maybe, domain_name: maybe },
  ...{ disaster_recovery_url: maybe, disaster_recovery_method: maybe },
  ...{ auth_type: maybe, auth_type_set: z.array(text), cnam_lookup_enabled: flag, secure: flag, transfer_mode: text },
  recording: z.object({ mode: text, trim: text }),
};
const originationUrl = {
  ...{ ...dated, url: text, trunk_sid: text, friendly_name: text },
  ...{ sip_url: text, enabled: flag, priority: integer, weight: integer },
};
const attachedList = { ...dated, url: text, trunk_sid: text, friendly_name: text };
const list = { ...mailDated, friendly_name: text };
const credential = { ...mailDated, credential_list_sid: text, username: text };
const ipAddress = {
  ...{ ...mailDated, ip_access_control_list_sid: text },
  ...{ friendly_name: text, ip_address: text, cidr_prefix_length: integer },
};

const capabilities = z.object({ voice: flag, sms: flag, mms: flag, fax: flag.optional() });
const number = {
  ...{ api_version: text, phone_number: text, friendly_name: maybe, address_requirements: text, beta: flag },
  ...{ capabilities, status_callback: maybe, status_callback_method: text },
  ...{ sms_application_sid: maybe, sms_url: maybe, sms_method: text },
  ...{ sms_fallback_url: maybe, sms_fallback_method: text },
  ...{ voice_application_sid: maybe, voice_url: maybe, voice_method: text, voice_caller_id_lookup: flag },
  ...{ voice_fallback_url: maybe, voice_fallback_method: text },
};
const trunkNumber = { ...dated, ...number, trunk_sid: text, url: text, voice_receive_mode: maybe };
const ownedNumber = {
  ...{ ...mailDated, ...number, trunk_sid: maybe, address_sid: maybe, bundle_sid: maybe, identity_sid: maybe },
  ...{ emergency_address_sid: maybe, emergency_status: text, origin: text, status: text, voice_receive_mode: text },
};
const offeredNumber = {
  ...{ phone_number: text, friendly_name: text, iso_country: text, address_requirements: text, beta: flag },
  ...{ capabilities, lata: maybe, locality: maybe, rate_center: maybe, region: maybe, postal_code: maybe },
  ...{ latitude: maybe, longitude: maybe },
};

/**
 * The types into which Terraform's Twilio provider (RJPearson94/twilio 0.27) decodes answers, by operation. That client
 * was written against real accounts: an answer of another type fails its plan.
 */
export const TERRAFORM_ANSWERS: Readonly<Record<string, z.ZodType>> = {
  ...of("Trunk", trunk, "trunks"),
  ...of("OriginationUrl", originationUrl, "origination_urls"),
  ...attached("CredentialList", attachedList, "credential_lists"),
  ...attached("IpAccessControlList", attachedList, "ip_access_control_lists"),
  ...attached("PhoneNumber", trunkNumber, "phone_numbers"),
  ...of("SipCredentialList", list, "credential_lists"),
  ...of("SipCredential", credential, "credentials"),
  ...of("SipIpAccessControlList", list, "ip_access_control_lists"),
  ...of("SipIpAddress", ipAddress, "ip_addresses"),
  ...of("IncomingPhoneNumber", ownedNumber, "incoming_phone_numbers"),
  ListAvailablePhoneNumberLocal: listOf(offeredNumber, "available_phone_numbers"),
  ListAvailablePhoneNumberMobile: listOf(offeredNumber, "available_phone_numbers"),
  ListAvailablePhoneNumberTollFree: listOf(offeredNumber, "available_phone_numbers"),
};

function of(noun: string, fields: z.ZodRawShape, key: string): Record<string, z.ZodType> {
  return { ...attached(noun, fields, key), [`Update${noun}`]: z.object(fields) };
}

/** A trunk's attachments have no update. */
function attached(noun: string, fields: z.ZodRawShape, key: string): Record<string, z.ZodType> {
  const one = z.object(fields);
  return { [`Create${noun}`]: one, [`Fetch${noun}`]: one, [`List${noun}`]: listOf(fields, key) };
}

function listOf(fields: z.ZodRawShape, key: string): z.ZodType {
  return z.object({ [key]: z.array(z.object(fields)) });
}
