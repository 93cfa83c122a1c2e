import { invalid, TwilioError } from "../errors.js";
import { configurationOf } from "../number-configuration.js";
import { get, post, remove } from "../operation.js";
import { v2010List } from "../paging.js";
import type { IncomingNumber, NumberType } from "../phone-number.js";
import { purchase } from "../purchase.js";
import { own, type TwilioRequest } from "../request.js";
import { numberToWire, typedNumberToWire } from "../wire/phone-number.js";

const RESOURCE = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers";
const COLLECTION = `${RESOURCE}.json`;
const ITEM = `${RESOURCE}/{Sid}.json`;

/** The numbers that an account owns. */
export const incomingPhoneNumbers = {
  ListIncomingPhoneNumber: list(COLLECTION),
  CreateIncomingPhoneNumber: post(COLLECTION, (request) => numberToWire(purchase(request))),
  ListIncomingPhoneNumberLocal: list(`${RESOURCE}/Local.json`, "Local"),
  CreateIncomingPhoneNumberLocal: buy("Local"),
  ListIncomingPhoneNumberMobile: list(`${RESOURCE}/Mobile.json`, "Mobile"),
  CreateIncomingPhoneNumberMobile: buy("Mobile"),
  ListIncomingPhoneNumberTollFree: list(`${RESOURCE}/TollFree.json`, "TollFree"),
  CreateIncomingPhoneNumberTollFree: buy("TollFree"),

  FetchIncomingPhoneNumber: get(ITEM, (request) => numberToWire(one(request))),

  UpdateIncomingPhoneNumber: post(ITEM, (request) => {
    const { store } = request;
    const { sid, capabilities } = one(request);
    const configuration = configurationOf(request, capabilities);
    return numberToWire(store.numbers.patch(sid, { ...configuration, dateUpdated: store.clock.tick() }));
  }),

  /** Releases a number permanently: buying it back is 21422 (terraform-provider-twilio #138). */
  DeleteIncomingPhoneNumber: remove(ITEM, (request) => {
    const number = one(request);
    // The failure is known (terraform-provider-twilio #149); the code is our choice.
    if (number.emergencyAddressSid)
      throw new TwilioError(
        409,
        20409,
        `${number.phoneNumber} has an emergency address, remove ${number.emergencyAddressSid} first`,
      );
    request.store.numbers.delete(number.sid);
  }),
};

function list(path: string, type?: NumberType) {
  return get(path, (request) => {
    const wanted = filterOf(request);
    const numbers = request.store.numbers.all(
      (number) => (type === undefined || number.type === type) && wanted(number),
    );
    return v2010List(request, "incoming_phone_numbers", numbers, type ? typedNumberToWire : numberToWire);
  });
}

function buy(type: NumberType) {
  return post(`${RESOURCE}/${type}.json`, (request) => {
    if (!request.form.text("PhoneNumber")) throw invalid("PhoneNumber", "missing in the post body");
    return typedNumberToWire(purchase(request, type));
  });
}

function one(request: TwilioRequest): IncomingNumber {
  return own(request, request.store.numbers, request.param("Sid"));
}

/** `PhoneNumber` is a part of the number in which `*` stands for any digit; `FriendlyName` must match exactly. */
function filterOf({ account, query }: TwilioRequest): (number: IncomingNumber) => boolean {
  const friendlyName = query.text("FriendlyName");
  const beta = query.boolean("Beta") ?? true;
  const origin = query.oneOf("Origin", ["twilio", "hosted"]);
  const part = new RegExp((query.text("PhoneNumber") ?? "").replace(/[^\w*]/g, "").replaceAll("*", "\\d"));
  return (number) =>
    number.accountSid === account.sid &&
    part.test(number.phoneNumber) &&
    (friendlyName === undefined || number.friendlyName === friendlyName) &&
    (beta || !number.beta) &&
    (origin === undefined || number.origin === origin);
}
