import type { IncomingNumber } from "../phone-number.js";
import { accountUri, trunkingUrl } from "./addresses.js";
import { rfc2822, rfc3339 } from "./dates.js";
import { numberTypeWords } from "./number-type.js";

/** A number of a trunk, as the trunking API returns it. */
export function trunkNumberToWire(number: IncomingNumber) {
  return {
    ...everywhere(number),
    date_created: rfc3339(number.dateCreated),
    date_updated: rfc3339(number.dateUpdated),
    url: trunkingUrl("Trunks", number.trunkSid ?? "", "PhoneNumbers", number.sid),
    links: {
      phone_number: `https://api.twilio.com${accountUri(number.accountSid, "IncomingPhoneNumbers", number.sid)}.json`,
    },
  };
}

/** A number, as the `Local`, `Mobile` and `TollFree` lists return it: without its type. */
export function typedNumberToWire(number: IncomingNumber) {
  return {
    ...everywhere(number),
    date_created: rfc2822(number.dateCreated),
    date_updated: rfc2822(number.dateUpdated),
    address_sid: number.addressSid,
    bundle_sid: number.bundleSid,
    identity_sid: number.identitySid,
    emergency_status: number.emergencyStatus,
    emergency_address_sid: number.emergencyAddressSid,
    emergency_address_status: number.emergencyAddressSid ? "registered" : "unregistered",
    origin: number.origin,
    status: "in-use",
    voice_receive_mode: number.voiceReceiveMode,
    uri: `${accountUri(number.accountSid, "IncomingPhoneNumbers", number.sid)}.json`,
  };
}

/** A number, as the account's list returns it. */
export function numberToWire(number: IncomingNumber) {
  return { ...typedNumberToWire(number), type: numberTypeWords(number.type).join("-") };
}

/** The service returns `""` for some unset fields and null for others, here as in its OpenAPI examples. */
function everywhere(number: IncomingNumber) {
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    phone_number: number.phoneNumber,
    friendly_name: number.friendlyName,
    api_version: "2010-04-01",
    address_requirements: number.addressRequirements,
    beta: number.beta,
    capabilities: number.capabilities,
    trunk_sid: number.trunkSid,
    voice_application_sid: number.voiceApplicationSid ?? "",
    voice_url: number.voiceUrl,
    voice_method: number.voiceMethod,
    voice_fallback_url: number.voiceFallbackUrl,
    voice_fallback_method: number.voiceFallbackMethod,
    voice_caller_id_lookup: number.voiceCallerIdLookup,
    sms_application_sid: number.smsApplicationSid ?? "",
    sms_url: number.smsUrl ?? "",
    sms_method: number.smsMethod,
    sms_fallback_url: number.smsFallbackUrl ?? "",
    sms_fallback_method: number.smsFallbackMethod,
    status_callback: number.statusCallback ?? "",
    status_callback_method: number.statusCallbackMethod,
  };
}
