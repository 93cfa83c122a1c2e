import type { Trunk } from "../entities.js";
import type { TwilioStore } from "../store.js";
import { trunkingUrl } from "./addresses.js";
import { rfc3339 } from "./dates.js";

/** A trunk, as the API returns it. Its authentication follows from the attached lists. */
export function trunkToWire(store: TwilioStore, trunk: Trunk) {
  const attached = (list: { trunkSid: string }) => list.trunkSid === trunk.sid;
  const authTypes = [
    ...(store.trunkIpAccessControlLists.all(attached).length > 0 ? ["IP_ACL"] : []),
    ...(store.trunkCredentialLists.all(attached).length > 0 ? ["CREDENTIAL_LIST"] : []),
  ];
  const url = trunkingUrl("Trunks", trunk.sid);
  return {
    sid: trunk.sid,
    account_sid: trunk.accountSid,
    friendly_name: trunk.friendlyName,
    domain_name: trunk.domainName,
    disaster_recovery_url: trunk.disasterRecoveryUrl,
    disaster_recovery_method: trunk.disasterRecoveryMethod,
    secure: trunk.secure,
    cnam_lookup_enabled: trunk.cnamLookupEnabled,
    symmetric_rtp_enabled: trunk.symmetricRtpEnabled,
    recording: trunk.recording,
    transfer_mode: trunk.transferMode,
    transfer_caller_id: trunk.transferCallerId,
    auth_type: authTypes.join(","),
    auth_type_set: authTypes,
    date_created: rfc3339(trunk.dateCreated),
    date_updated: rfc3339(trunk.dateUpdated),
    url,
    links: {
      origination_urls: `${url}/OriginationUrls`,
      credential_lists: `${url}/CredentialLists`,
      ip_access_control_lists: `${url}/IpAccessControlLists`,
      phone_numbers: `${url}/PhoneNumbers`,
    },
  };
}
