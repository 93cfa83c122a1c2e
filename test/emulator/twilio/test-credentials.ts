import { refused, TwilioError } from "./errors.js";
import { configurationOf } from "./number-configuration.js";
import { type IncomingNumber, nationalForm, UNCONFIGURED } from "./phone-number.js";
import type { TwilioRequest } from "./request.js";

const NUMBER = "+15005550006";
const INVALID_NUMBER = "+15005550001";
const AREA_CODE = "500";

/** Refuses what test credentials do not support: all imitated operations except purchases. */
export function checkTestCredentials(operation: string): void {
  if (!operation.startsWith("CreateIncomingPhoneNumber"))
    throw new TwilioError(403, 20008, `${operation} is not accessible with test credentials`);
}

/** A purchase with test credentials: magic inputs, nothing is bought. Twilio, "Test Credentials". */
export function pretendPurchase(request: TwilioRequest): IncomingNumber {
  const { store, account, form } = request;
  const phoneNumber = form.text("PhoneNumber") ?? (form.text("AreaCode") === AREA_CODE ? NUMBER : undefined);
  if (phoneNumber === undefined) throw refused(21452, `No phone numbers found in area code ${form.text("AreaCode")}`);
  if (phoneNumber === INVALID_NUMBER) throw refused(21421, `${phoneNumber} is not a valid number`);
  if (phoneNumber !== NUMBER) throw refused(21422, `${phoneNumber} is not available.`);
  const capabilities = { voice: true, sms: true, mms: true, fax: false };
  return {
    ...UNCONFIGURED,
    friendlyName: nationalForm(phoneNumber),
    ...configurationOf(request, capabilities),
    ...store.entity("PN", account.sid),
    phoneNumber,
    capabilities,
    type: "Local",
    addressRequirements: "none",
    beta: false,
    origin: "twilio",
  };
}
