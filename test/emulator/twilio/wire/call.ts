import type { LoggedCall } from "../entities.js";
import { accountUri } from "./addresses.js";
import { rfc2822 } from "./dates.js";

const SUBRESOURCES = {
  notifications: "Notifications",
  recordings: "Recordings",
  payments: "Payments",
  events: "Events",
  siprec: "Siprec",
  streams: "Streams",
  transcriptions: "Transcriptions",
  user_defined_message_subscriptions: "UserDefinedMessageSubscriptions",
  user_defined_messages: "UserDefinedMessages",
} as const;

/** A call of the log, as the API returns it; its price and its answering party are unknown. */
export function callToWire(call: LoggedCall) {
  const below = (segment: string) => `${accountUri(call.accountSid, "Calls", call.sid, segment)}.json`;
  return {
    sid: call.sid,
    account_sid: call.accountSid,
    parent_call_sid: null,
    phone_number_sid: null,
    group_sid: null,
    api_version: "2010-04-01",
    from: call.from,
    from_formatted: call.from,
    to: call.to,
    to_formatted: call.to,
    status: call.status,
    direction: call.direction,
    trunk_sid: call.trunkSid,
    answered_by: null,
    caller_name: null,
    forwarded_from: null,
    duration: "0",
    queue_time: "0",
    price: null,
    price_unit: "USD",
    date_created: rfc2822(call.dateCreated),
    date_updated: rfc2822(call.dateUpdated),
    start_time: rfc2822(call.dateCreated),
    end_time: rfc2822(call.dateUpdated),
    subresource_uris: Object.fromEntries(Object.entries(SUBRESOURCES).map(([name, segment]) => [name, below(segment)])),
    uri: `${accountUri(call.accountSid, "Calls", call.sid)}.json`,
  };
}
