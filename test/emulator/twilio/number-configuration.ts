import { invalid, notImitated, refused } from "./errors.js";
import { given, type Parameters } from "./parameters.js";
import type { Capabilities, NumberConfiguration } from "./phone-number.js";
import type { TwilioRequest } from "./request.js";

const MAX_NAME = 64;

/**
 * A request's changes to a number's configuration, validated. A trunk and a voice application replace each other; if
 * both are set at once, the trunk wins: our choice.
 */
export function configurationOf(request: TwilioRequest, capabilities: Capabilities): Partial<NumberConfiguration> {
  const { form } = request;
  if (form.text("AccountSid")) throw notImitated("Moving a number to another account");
  const fields = given({
    friendlyName: nameIn(form),
    trunkSid: trunkIn(request),
    voiceApplicationSid: sidIn(form, "VoiceApplicationSid", "AP"),
    voiceUrl: urlIn(form, "VoiceUrl"),
    voiceMethod: methodIn(form, "VoiceMethod"),
    voiceFallbackUrl: urlIn(form, "VoiceFallbackUrl"),
    voiceFallbackMethod: methodIn(form, "VoiceFallbackMethod"),
    voiceCallerIdLookup: form.boolean("VoiceCallerIdLookup"),
    voiceReceiveMode: form.oneOf("VoiceReceiveMode", ["voice", "fax"]),
    smsApplicationSid: sidIn(form, "SmsApplicationSid", "AP"),
    smsUrl: urlIn(form, "SmsUrl"),
    smsMethod: methodIn(form, "SmsMethod"),
    smsFallbackUrl: urlIn(form, "SmsFallbackUrl"),
    smsFallbackMethod: methodIn(form, "SmsFallbackMethod"),
    statusCallback: urlIn(form, "StatusCallback"),
    statusCallbackMethod: methodIn(form, "StatusCallbackMethod"),
    addressSid: sidIn(form, "AddressSid", "AD"),
    bundleSid: sidIn(form, "BundleSid", "BU"),
    identitySid: sidIn(form, "IdentitySid", "RI"),
    emergencyAddressSid: sidIn(form, "EmergencyAddressSid", "AD"),
    emergencyStatus: form.oneOf("EmergencyStatus", ["Active", "Inactive"]),
  });
  if (!capabilities.sms && (fields.smsUrl || fields.smsApplicationSid))
    throw refused(21407, "This Phone Number type does not support SMS");
  if (fields.trunkSid) return { ...fields, voiceApplicationSid: null };
  return fields.voiceApplicationSid ? { ...fields, trunkSid: null } : fields;
}

function nameIn(form: Parameters): string | undefined {
  const name = form.text("FriendlyName");
  if (name && name.length > MAX_NAME) throw refused(20002, `Invalid FriendlyName: longer than ${MAX_NAME} characters`);
  return name;
}

/** The code for a trunk that the account does not have is our choice. */
function trunkIn({ form, store, account }: TwilioRequest): string | null | undefined {
  const sid = form.clearable("TrunkSid");
  if (sid && store.trunks.get(sid)?.accountSid !== account.sid) throw invalid("TrunkSid", `no trunk ${sid}`);
  return sid;
}

/** Applications, addresses, bundles and identities are not imitated: any well-formed id is accepted. */
function sidIn(form: Parameters, name: string, prefix: string): string | null | undefined {
  const sid = form.clearable(name);
  if (!sid || new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(sid)) return sid;
  throw prefix === "AP" ? refused(21420, `${name} ${sid} is not accessible`) : invalid(name, `${sid} is not a SID`);
}

function urlIn(form: Parameters, name: string): string | null | undefined {
  const url = form.clearable(name);
  if (url && !/^https?:\/\/[^\s/]+/.test(url)) throw refused(21402, `${name} is not a valid URL: ${url}`);
  return url;
}

function methodIn(form: Parameters, name: string) {
  return form.oneOf(name, ["GET", "POST"], (_, problem) => refused(21403, `${name} is not valid: ${problem}`));
}
