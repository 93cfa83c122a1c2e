import type { CallerId } from "../entities.js";
import { accountUri } from "./addresses.js";
import { rfc2822 } from "./dates.js";

/** A verified caller ID, as the API returns it. */
export function callerIdToWire(callerId: CallerId) {
  return {
    sid: callerId.sid,
    account_sid: callerId.accountSid,
    phone_number: callerId.phoneNumber,
    friendly_name: callerId.friendlyName,
    date_created: rfc2822(callerId.dateCreated),
    date_updated: rfc2822(callerId.dateUpdated),
    uri: `${accountUri(callerId.accountSid, "OutgoingCallerIds", callerId.sid)}.json`,
  };
}
