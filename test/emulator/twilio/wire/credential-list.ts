import type { Credential, CredentialList } from "../entities.js";
import { accountUri } from "./addresses.js";
import { rfc2822 } from "./dates.js";

/** A credential list, as the API returns it. */
export function credentialListToWire(list: CredentialList) {
  const uri = accountUri(list.accountSid, "SIP/CredentialLists", list.sid);
  return {
    sid: list.sid,
    account_sid: list.accountSid,
    friendly_name: list.friendlyName,
    date_created: rfc2822(list.dateCreated),
    date_updated: rfc2822(list.dateUpdated),
    subresource_uris: { credentials: `${uri}/Credentials.json` },
    uri: `${uri}.json`,
  };
}

/** A credential, as the API returns it: never with its password. */
export function credentialToWire(credential: Credential) {
  const list = accountUri(credential.accountSid, "SIP/CredentialLists", credential.credentialListSid);
  return {
    sid: credential.sid,
    account_sid: credential.accountSid,
    credential_list_sid: credential.credentialListSid,
    username: credential.username,
    date_created: rfc2822(credential.dateCreated),
    date_updated: rfc2822(credential.dateUpdated),
    uri: `${list}/Credentials/${credential.sid}.json`,
  };
}
