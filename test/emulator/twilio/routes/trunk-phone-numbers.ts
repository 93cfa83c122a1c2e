import { notFound } from "../errors.js";
import { get, post, remove } from "../operation.js";
import { v1List } from "../paging.js";
import { complete } from "../parameters.js";
import type { IncomingNumber } from "../phone-number.js";
import { own, type TwilioRequest } from "../request.js";
import { trunkNumberToWire } from "../wire/phone-number.js";

const COLLECTION = "/v1/Trunks/{TrunkSid}/PhoneNumbers";
const ITEM = `${COLLECTION}/{Sid}`;

/** The numbers of a trunk. */
export const trunkPhoneNumbers = {
  ListPhoneNumber: get(COLLECTION, (request) => {
    const trunk = trunkOf(request);
    return v1List(
      request,
      "phone_numbers",
      request.store.numbers.all((number) => number.trunkSid === trunk.sid),
      trunkNumberToWire,
    );
  }),

  /**
   * A number of another trunk moves here without an error (seen live: comcent). Associating with the same trunk again
   * succeeds: our choice.
   */
  CreatePhoneNumber: post(COLLECTION, (request) => {
    const { store, account, form } = request;
    const trunk = trunkOf(request);
    const { phoneNumberSid } = complete({ phoneNumberSid: form.text("PhoneNumberSid") });
    if (store.numbers.get(phoneNumberSid)?.accountSid !== account.sid)
      throw notFound(`/PhoneNumbers/${phoneNumberSid}`);
    return trunkNumberToWire(
      store.numbers.patch(phoneNumberSid, {
        trunkSid: trunk.sid,
        voiceApplicationSid: null,
        dateUpdated: store.clock.tick(),
      }),
    );
  }),

  FetchPhoneNumber: get(ITEM, (request) => trunkNumberToWire(one(request))),

  /** That a number which is not on this trunk answers 404/20404 is our choice. */
  DeletePhoneNumber: remove(ITEM, (request) =>
    request.store.numbers.patch(one(request).sid, { trunkSid: null, dateUpdated: request.store.clock.tick() }),
  ),
};

function trunkOf(request: TwilioRequest) {
  return own(request, request.store.trunks, request.param("TrunkSid"));
}

function one(request: TwilioRequest): IncomingNumber {
  const number = own(request, request.store.numbers, request.param("Sid"));
  if (number.trunkSid !== trunkOf(request).sid) throw notFound(request.path);
  return number;
}
