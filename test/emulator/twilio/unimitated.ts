import { matchPath } from "./operation.js";
import { SUBRESOURCES } from "./wire/account.js";

const ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";

/** Operations that a telephony tool may call and that are not imitated, by operationId. */
export const UNIMITATED: Readonly<Record<string, `${"GET" | "POST" | "DELETE"} ${string}`>> = {
  ListAccount: "GET /2010-04-01/Accounts.json",
  CreateAccount: "POST /2010-04-01/Accounts.json",
  UpdateAccount: "POST /2010-04-01/Accounts/{Sid}.json",
  FetchBalance: `GET ${ACCOUNT}/Balance.json`,
  ListKey: `GET ${ACCOUNT}/Keys.json`,
  CreateNewKey: `POST ${ACCOUNT}/Keys.json`,
  FetchKey: `GET ${ACCOUNT}/Keys/{Sid}.json`,
  UpdateKey: `POST ${ACCOUNT}/Keys/{Sid}.json`,
  DeleteKey: `DELETE ${ACCOUNT}/Keys/{Sid}.json`,
  ListAddress: `GET ${ACCOUNT}/Addresses.json`,
  CreateAddress: `POST ${ACCOUNT}/Addresses.json`,
  FetchAddress: `GET ${ACCOUNT}/Addresses/{Sid}.json`,
  UpdateAddress: `POST ${ACCOUNT}/Addresses/{Sid}.json`,
  DeleteAddress: `DELETE ${ACCOUNT}/Addresses/{Sid}.json`,
  CreateValidationRequest: `POST ${ACCOUNT}/OutgoingCallerIds.json`,
  FetchOutgoingCallerId: `GET ${ACCOUNT}/OutgoingCallerIds/{Sid}.json`,
  UpdateOutgoingCallerId: `POST ${ACCOUNT}/OutgoingCallerIds/{Sid}.json`,
  DeleteOutgoingCallerId: `DELETE ${ACCOUNT}/OutgoingCallerIds/{Sid}.json`,
  CreateCall: `POST ${ACCOUNT}/Calls.json`,
  FetchCall: `GET ${ACCOUNT}/Calls/{Sid}.json`,
  UpdateCall: `POST ${ACCOUNT}/Calls/{Sid}.json`,
  DeleteCall: `DELETE ${ACCOUNT}/Calls/{Sid}.json`,
  ListSipDomain: `GET ${ACCOUNT}/SIP/Domains.json`,
  CreateSipDomain: `POST ${ACCOUNT}/SIP/Domains.json`,
  ListDialingPermissionsHrsPrefixes: "GET /v1/DialingPermissions/Countries/{IsoCode}/HighRiskSpecialPrefixes",
  CreateDialingPermissionsCountryBulkUpdate: "POST /v1/DialingPermissions/BulkCountryUpdates",
  FetchDialingPermissionsSettings: "GET /v1/Settings",
  UpdateDialingPermissionsSettings: "POST /v1/Settings",
};

/** Everything else below these paths is Twilio's too, although not listed here. */
const ELSEWHERE = [
  ...Object.values(SUBRESOURCES).map((segment) => `/2010-04-01/Accounts/[^/]+/${segment}`),
  "/2010-04-01/Accounts/[^/]+/(SMS|Tokens)",
  "/v1/(Messaging|Voice)",
  "/v1/(Alerts|Archives|ByocTrunks|ConnectionPolicies|DialingPermissions|Events|IpRecords|SourceIpMappings)",
].map((prefix) => new RegExp(`^${prefix}(\\.json|/|$)`));

/** The name of a Twilio operation that this emulator lacks. */
export function unimitatedOperation(method: string, path: string): string | undefined {
  const named = Object.entries(UNIMITATED).find(([, operation]) => {
    const [itsMethod, template = ""] = operation.split(" ");
    return itsMethod === method && matchPath(template, path);
  });
  return named?.[0];
}

/** Whether Twilio has operations below this path. */
export function isUnimitatedPath(path: string): boolean {
  return ELSEWHERE.some((prefix) => prefix.test(path));
}
