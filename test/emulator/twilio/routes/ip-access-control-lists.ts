import { refused } from "../errors.js";
import { get, post, remove } from "../operation.js";
import { v2010List } from "../paging.js";
import { own, type TwilioRequest } from "../request.js";
import { ipAccessControlListToWire } from "../wire/ip-access-control-list.js";

const COLLECTION = "/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json";
const ITEM = "/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json";
const MAX_LISTS = 1000;
const MAX_NAME = 255;

/** IP access control lists, by names that are unique in an account. */
export const ipAccessControlLists = {
  ListSipIpAccessControlList: get(COLLECTION, (request) =>
    v2010List(request, "ip_access_control_lists", ofAccount(request), ipAccessControlListToWire),
  ),

  CreateSipIpAccessControlList: post(COLLECTION, (request) => {
    const { store, account } = request;
    const friendlyName = freeName(request);
    if (ofAccount(request).length >= MAX_LISTS)
      throw refused(21255, `Maximum IP access control lists reached: ${MAX_LISTS}`);
    return ipAccessControlListToWire(
      store.ipAccessControlLists.insert({ ...store.entity("AL", account.sid), friendlyName }),
    );
  }),

  FetchSipIpAccessControlList: get(ITEM, (request) => ipAccessControlListToWire(one(request))),

  UpdateSipIpAccessControlList: post(ITEM, (request) => {
    const { store } = request;
    const { sid } = one(request);
    const friendlyName = freeName(request, sid);
    return ipAccessControlListToWire(
      store.ipAccessControlLists.patch(sid, { friendlyName, dateUpdated: store.clock.tick() }),
    );
  }),

  DeleteSipIpAccessControlList: remove(ITEM, (request) => {
    const { store } = request;
    const { sid } = one(request);
    // Our choice, as for credential lists.
    const holder = store.trunkIpAccessControlLists.all((attached) => attached.sid === sid)[0];
    if (holder) throw refused(21236, `IP access control list ${sid} is still associated with trunk ${holder.trunkSid}`);
    for (const address of store.ipAddresses.all((address) => address.ipAccessControlListSid === sid))
      store.ipAddresses.delete(address.sid);
    store.ipAccessControlLists.delete(sid);
  }),
};

function ofAccount({ store, account }: TwilioRequest) {
  return store.ipAccessControlLists.all((list) => list.accountSid === account.sid);
}

function one(request: TwilioRequest) {
  return own(request, request.store.ipAccessControlLists, request.param("Sid"));
}

function freeName(request: TwilioRequest, except?: string): string {
  const name = request.form.text("FriendlyName");
  if (!name || name.length > MAX_NAME) throw refused(21235, `FriendlyName must have 1 to ${MAX_NAME} characters`);
  if (ofAccount(request).some((list) => list.friendlyName === name && list.sid !== except))
    throw refused(21235, `An IP access control list with the friendly name ${name} already exists`);
  return name;
}
