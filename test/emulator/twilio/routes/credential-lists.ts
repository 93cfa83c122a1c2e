import { refused } from "../errors.js";
import { get, post, remove } from "../operation.js";
import { v2010List } from "../paging.js";
import { own, type TwilioRequest } from "../request.js";
import { credentialListToWire } from "../wire/credential-list.js";

const COLLECTION = "/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json";
const ITEM = "/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json";
const MAX_LISTS = 100;
const MAX_NAME = 64;

/** Credential lists, by names that are unique in an account. */
export const credentialLists = {
  ListSipCredentialList: get(COLLECTION, (request) =>
    v2010List(request, "credential_lists", ofAccount(request), credentialListToWire),
  ),

  CreateSipCredentialList: post(COLLECTION, (request) => {
    const { store, account } = request;
    const friendlyName = freeName(request);
    if (ofAccount(request).length >= MAX_LISTS) throw refused(21239, `Maximum credential lists reached: ${MAX_LISTS}`);
    return credentialListToWire(store.credentialLists.insert({ ...store.entity("CL", account.sid), friendlyName }));
  }),

  FetchSipCredentialList: get(ITEM, (request) => credentialListToWire(one(request))),

  UpdateSipCredentialList: post(ITEM, (request) => {
    const { store } = request;
    const { sid } = one(request);
    const friendlyName = freeName(request, sid);
    return credentialListToWire(store.credentialLists.patch(sid, { friendlyName, dateUpdated: store.clock.tick() }));
  }),

  DeleteSipCredentialList: remove(ITEM, (request) => {
    const { store } = request;
    const { sid } = one(request);
    // Our choice: Twilio documents this refusal for SIP Domains; here it applies to trunks too.
    const holder = store.trunkCredentialLists.all((attached) => attached.sid === sid)[0];
    if (holder) throw refused(21241, `Credential list ${sid} is still associated with trunk ${holder.trunkSid}`);
    for (const credential of store.credentials.all((credential) => credential.credentialListSid === sid))
      store.credentials.delete(credential.sid);
    store.credentialLists.delete(sid);
  }),
};

function ofAccount({ store, account }: TwilioRequest) {
  return store.credentialLists.all((list) => list.accountSid === account.sid);
}

function one(request: TwilioRequest) {
  return own(request, request.store.credentialLists, request.param("Sid"));
}

function freeName(request: TwilioRequest, except?: string): string {
  const name = request.form.text("FriendlyName");
  if (!name || name.length > MAX_NAME) throw refused(21240, `FriendlyName must have 1 to ${MAX_NAME} characters`);
  if (ofAccount(request).some((list) => list.friendlyName === name && list.sid !== except))
    throw refused(21240, `A credential list with the friendly name ${name} already exists`);
  return name;
}
