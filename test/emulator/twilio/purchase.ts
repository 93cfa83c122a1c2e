import { refused } from "./errors.js";
import { configurationOf } from "./number-configuration.js";
import { type AvailableNumber, type IncomingNumber, type NumberType, UNCONFIGURED } from "./phone-number.js";
import type { TwilioRequest } from "./request.js";
import { pretendPurchase } from "./test-credentials.js";

const E164 = /^\+[1-9]\d{6,14}$/;
/** Never valid (Twilio, "Test Credentials"). Its sibling …0000 is never available, as none is for sale. */
const INVALID_NUMBER = "+15005550001";

/**
 * Buys a number, or updates it if the account owns it already: 201 both times. Twilio support called that
 * intended (ex_twilio #116), and it makes a purchase safe to repeat.
 */
export function purchase(request: TwilioRequest, type?: NumberType): IncomingNumber {
  const { store, account, form } = request;
  if (account.test) return pretendPurchase(request);
  const owned = store.numbers.all((number) => number.accountSid === account.sid);
  const wanted = form.text("PhoneNumber");
  const mine = owned.find((number) => number.phoneNumber === wanted);
  if (mine)
    return store.numbers.patch(mine.sid, {
      ...configurationOf(request, mine.capabilities),
      dateUpdated: store.clock.tick(),
    });

  const number = wanted === undefined ? inAreaCode(request) : byNumber(request, wanted);
  if (account.type === "Trial" && owned.length > 0)
    throw refused(
      21404,
      "Trial accounts are allowed only one Twilio number. To get more, please upgrade your account.",
    );
  if (type && number.type !== type) throw refused(21458, `${number.phoneNumber} is not a ${type} number`);
  const configuration = configurationOf(request, number.capabilities);
  if (number.bundleRequired && !configuration.bundleSid)
    throw refused(21649, "Phone Number Requires a Bundle but the 'BundleSid' parameter was empty.");
  if (number.addressRequirements !== "none" && !configuration.addressSid)
    throw refused(21631, "Phone Number Requires an Address but the 'AddressSid' parameter was empty.");

  store.available.delete(number.phoneNumber);
  return store.numbers.insert({ ...sold(number), ...configuration, ...store.entity("PN", account.sid) });
}

/** A number for sale, right after its purchase. */
export function sold(
  number: AvailableNumber,
): Omit<IncomingNumber, "sid" | "accountSid" | "dateCreated" | "dateUpdated"> {
  const { phoneNumber, friendlyName, type, addressRequirements, capabilities, beta } = number;
  return {
    ...UNCONFIGURED,
    phoneNumber,
    friendlyName,
    type,
    addressRequirements,
    capabilities,
    beta,
    origin: "twilio",
  };
}

function byNumber({ store }: TwilioRequest, phoneNumber: string): AvailableNumber {
  if (!E164.test(phoneNumber) || phoneNumber === INVALID_NUMBER)
    throw refused(21421, `${phoneNumber} is not a valid number`);
  const number = store.available.get(phoneNumber);
  if (!number) throw refused(21422, `${phoneNumber} is not available.`);
  return number;
}

function inAreaCode({ store, form }: TwilioRequest): AvailableNumber {
  const areaCode = form.text("AreaCode");
  if (areaCode === undefined) throw refused(21421, "A 'PhoneNumber' or an 'AreaCode' is required.");
  if (!/^[2-9]\d{2}$/.test(areaCode)) throw refused(21451, `${areaCode} is not a valid area code`);
  const number = store.available.all(
    ({ phoneNumber, type }) => type === "Local" && phoneNumber.startsWith(`+1${areaCode}`),
  )[0];
  if (!number) throw refused(21452, `No phone numbers found in area code ${areaCode}`);
  return number;
}
