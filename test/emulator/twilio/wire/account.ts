import type { Account } from "../entities.js";
import { accountUri } from "./addresses.js";
import { rfc2822 } from "./dates.js";

/** The resources below an account, as its answer lists them. */
export const SUBRESOURCES = {
  addresses: "Addresses",
  applications: "Applications",
  authorized_connect_apps: "AuthorizedConnectApps",
  available_phone_numbers: "AvailablePhoneNumbers",
  balance: "Balance",
  calls: "Calls",
  conferences: "Conferences",
  connect_apps: "ConnectApps",
  incoming_phone_numbers: "IncomingPhoneNumbers",
  keys: "Keys",
  messages: "Messages",
  notifications: "Notifications",
  outgoing_caller_ids: "OutgoingCallerIds",
  queues: "Queues",
  recordings: "Recordings",
  short_codes: "SMS/ShortCodes",
  signing_keys: "SigningKeys",
  sip: "SIP",
  transcriptions: "Transcriptions",
  usage: "Usage",
} as const;

/** An account, as the API returns it, with its token: a secret. */
export function accountToWire(account: Account) {
  return {
    sid: account.sid,
    auth_token: account.authToken,
    owner_account_sid: account.ownerAccountSid,
    friendly_name: account.friendlyName,
    type: account.type,
    status: account.status,
    date_created: rfc2822(account.dateCreated),
    date_updated: rfc2822(account.dateUpdated),
    subresource_uris: Object.fromEntries(
      Object.entries(SUBRESOURCES).map(([name, segment]) => [name, `${accountUri(account.sid, segment)}.json`]),
    ),
    uri: `${accountUri(account.sid)}.json`,
  };
}
