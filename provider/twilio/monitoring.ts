import MonitorBase from "twilio/lib/rest/MonitorBase.js";
import VoiceBase from "twilio/lib/rest/VoiceBase.js";
import type { TwilioAccount } from "./account.js";

/** The countries that an account may call. https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource */
export function dialingPermissions({ client }: TwilioAccount): VoiceBase["v1"]["dialingPermissions"] {
  return new VoiceBase(client).v1.dialingPermissions;
}

/** Twilio's alerts about failed calls. https://www.twilio.com/docs/usage/monitor-alert */
export function alerts({ client }: TwilioAccount): MonitorBase["v1"]["alerts"] {
  return new MonitorBase(client).v1.alerts;
}
