import type { OriginationUrl } from "../entities.js";
import { trunkingUrl } from "./addresses.js";
import { rfc3339 } from "./dates.js";

/** An origination URL, as the API returns it. */
export function originationUrlToWire(origination: OriginationUrl) {
  return {
    sid: origination.sid,
    account_sid: origination.accountSid,
    trunk_sid: origination.trunkSid,
    friendly_name: origination.friendlyName,
    sip_url: origination.sipUrl,
    weight: origination.weight,
    priority: origination.priority,
    enabled: origination.enabled,
    date_created: rfc3339(origination.dateCreated),
    date_updated: rfc3339(origination.dateUpdated),
    url: trunkingUrl("Trunks", origination.trunkSid, "OriginationUrls", origination.sid),
  };
}
