import type { TrunkList } from "../entities.js";
import { trunkingUrl } from "./addresses.js";
import { rfc3339 } from "./dates.js";

/** A list attached to a trunk, as the API returns it: with the list's own id and name. */
export function trunkListToWire(
  kind: "CredentialLists" | "IpAccessControlLists",
  attached: TrunkList,
  friendlyName: string,
) {
  return {
    sid: attached.sid,
    account_sid: attached.accountSid,
    trunk_sid: attached.trunkSid,
    friendly_name: friendlyName,
    date_created: rfc3339(attached.dateCreated),
    date_updated: rfc3339(attached.dateUpdated),
    url: trunkingUrl("Trunks", attached.trunkSid, kind, attached.sid),
  };
}
