import type { OriginationUrl } from "../entities.js";
import { notFound, refused } from "../errors.js";
import { get, post, remove } from "../operation.js";
import { v1List } from "../paging.js";
import { complete, given, type Parameters } from "../parameters.js";
import { own, type TwilioRequest } from "../request.js";
import { checkSipUrl } from "../sip-url.js";
import { originationUrlToWire } from "../wire/origination-url.js";

const COLLECTION = "/v1/Trunks/{TrunkSid}/OriginationUrls";
const ITEM = `${COLLECTION}/{Sid}`;
const MAX_PER_TRUNK = 10;
const MAX_NAME = 64;

/** Where a trunk's inbound calls are sent. */
export const originationUrls = {
  ListOriginationUrl: get(COLLECTION, (request) =>
    v1List(request, "origination_urls", ofTrunk(request), originationUrlToWire),
  ),

  CreateOriginationUrl: post(COLLECTION, (request) => {
    const { store, account, form } = request;
    const siblings = ofTrunk(request);
    const fields = complete(originationFields(form));
    if (siblings.length >= MAX_PER_TRUNK) throw refused(21249, `Maximum origination URIs reached: ${MAX_PER_TRUNK}`);
    return originationUrlToWire(
      store.originationUrls.insert({
        ...fields,
        ...store.entity("OU", account.sid),
        trunkSid: request.param("TrunkSid"),
      }),
    );
  }),

  FetchOriginationUrl: get(ITEM, (request) => originationUrlToWire(one(request))),

  UpdateOriginationUrl: post(ITEM, (request) => {
    const { store, form } = request;
    const { sid } = one(request);
    const fields = given(originationFields(form));
    return originationUrlToWire(store.originationUrls.patch(sid, { ...fields, dateUpdated: store.clock.tick() }));
  }),

  DeleteOriginationUrl: remove(ITEM, (request) => request.store.originationUrls.delete(one(request).sid)),
};

function ofTrunk(request: TwilioRequest) {
  const trunk = own(request, request.store.trunks, request.param("TrunkSid"));
  return request.store.originationUrls.all((url) => url.trunkSid === trunk.sid);
}

function one(request: TwilioRequest): OriginationUrl {
  const origination = own(request, request.store.originationUrls, request.param("Sid"));
  if (origination.trunkSid !== request.param("TrunkSid")) throw notFound(request.path);
  return origination;
}

function originationFields(form: Parameters) {
  const friendlyName = form.text("FriendlyName");
  if (friendlyName && friendlyName.length > MAX_NAME)
    throw refused(20002, `Invalid FriendlyName: longer than ${MAX_NAME} characters`);
  const sipUrl = form.text("SipUrl");
  if (sipUrl) checkSipUrl(sipUrl);
  return {
    friendlyName,
    sipUrl,
    weight: form.integer("Weight", 1, 65535),
    priority: form.integer("Priority", 0, 65535),
    enabled: form.boolean("Enabled"),
  };
}
