import type { IpAccessControlList, IpAddress } from "../entities.js";
import { accountUri } from "./addresses.js";
import { rfc2822 } from "./dates.js";

/** An IP access control list, as the API returns it. */
export function ipAccessControlListToWire(list: IpAccessControlList) {
  const uri = accountUri(list.accountSid, "SIP/IpAccessControlLists", list.sid);
  return {
    sid: list.sid,
    account_sid: list.accountSid,
    friendly_name: list.friendlyName,
    date_created: rfc2822(list.dateCreated),
    date_updated: rfc2822(list.dateUpdated),
    subresource_uris: { ip_addresses: `${uri}/IpAddresses.json` },
    uri: `${uri}.json`,
  };
}

/** An address of such a list, as the API returns it. */
export function ipAddressToWire(address: IpAddress) {
  const list = accountUri(address.accountSid, "SIP/IpAccessControlLists", address.ipAccessControlListSid);
  return {
    sid: address.sid,
    account_sid: address.accountSid,
    ip_access_control_list_sid: address.ipAccessControlListSid,
    friendly_name: address.friendlyName,
    ip_address: address.ipAddress,
    cidr_prefix_length: address.cidrPrefixLength,
    date_created: rfc2822(address.dateCreated),
    date_updated: rfc2822(address.dateUpdated),
    uri: `${list}/IpAddresses/${address.sid}.json`,
  };
}
