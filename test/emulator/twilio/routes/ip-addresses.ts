import { isIPv4 } from "node:net";
import { notFound, refused } from "../errors.js";
import { get, post, remove } from "../operation.js";
import { v2010List } from "../paging.js";
import { complete, given } from "../parameters.js";
import { own, type TwilioRequest } from "../request.js";
import { ipAddressToWire } from "../wire/ip-access-control-list.js";

const LIST = "/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}";
const COLLECTION = `${LIST}/IpAddresses.json`;
const ITEM = `${LIST}/IpAddresses/{Sid}.json`;
/** From the current documentation; the list of errors still says 25. */
const MAX_PER_LIST = 100;
const MAX_NAME = 255;

/** Address ranges of an IP access control list. */
export const ipAddresses = {
  ListSipIpAddress: get(COLLECTION, (request) => v2010List(request, "ip_addresses", ofList(request), ipAddressToWire)),

  CreateSipIpAddress: post(COLLECTION, (request) => {
    const { store, account } = request;
    const siblings = ofList(request);
    const { cidrPrefixLength = 32, ...fields } = addressFields(request);
    if (siblings.length >= MAX_PER_LIST) throw refused(21237, `Maximum IP addresses reached for list: ${MAX_PER_LIST}`);
    return ipAddressToWire(
      store.ipAddresses.insert({
        ...store.entity("IP", account.sid),
        ...complete(fields),
        cidrPrefixLength,
        ipAccessControlListSid: request.param("IpAccessControlListSid"),
      }),
    );
  }),

  FetchSipIpAddress: get(ITEM, (request) => ipAddressToWire(one(request))),

  UpdateSipIpAddress: post(ITEM, (request) => {
    const { store } = request;
    const { sid } = one(request);
    const fields = given(addressFields(request, sid));
    return ipAddressToWire(store.ipAddresses.patch(sid, { ...fields, dateUpdated: store.clock.tick() }));
  }),

  DeleteSipIpAddress: remove(ITEM, (request) => request.store.ipAddresses.delete(one(request).sid)),
};

function ofList(request: TwilioRequest) {
  const list = own(request, request.store.ipAccessControlLists, request.param("IpAccessControlListSid"));
  return request.store.ipAddresses.all((address) => address.ipAccessControlListSid === list.sid);
}

function one(request: TwilioRequest) {
  const address = own(request, request.store.ipAddresses, request.param("Sid"));
  if (address.ipAccessControlListSid !== request.param("IpAccessControlListSid")) throw notFound(request.path);
  return address;
}

function addressFields(request: TwilioRequest, except?: string) {
  const friendlyName = request.form.text("FriendlyName");
  if (friendlyName !== undefined && (!friendlyName || friendlyName.length > MAX_NAME))
    throw refused(21235, `FriendlyName must have 1 to ${MAX_NAME} characters`);
  const ipAddress = request.form.text("IpAddress");
  if (ipAddress !== undefined && !isIPv4(ipAddress)) throw refused(21235, `${ipAddress} is not an IPv4 address`);
  if (ipAddress && ofList(request).some((sibling) => sibling.ipAddress === ipAddress && sibling.sid !== except))
    throw refused(21235, `The list already has the IP address ${ipAddress}`);
  return { friendlyName, ipAddress, cidrPrefixLength: request.form.integer("CidrPrefixLength", 0, 32) };
}
