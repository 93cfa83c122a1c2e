import { literalness, matchPath, type Operation } from "./operation.js";
import { accounts } from "./routes/accounts.js";
import { alerts } from "./routes/alerts.js";
import { availablePhoneNumbers } from "./routes/available-phone-numbers.js";
import { calls } from "./routes/calls.js";
import { credentialLists } from "./routes/credential-lists.js";
import { credentials } from "./routes/credentials.js";
import { dialingPermissions } from "./routes/dialing-permissions.js";
import { incomingPhoneNumbers } from "./routes/incoming-phone-numbers.js";
import { ipAccessControlLists } from "./routes/ip-access-control-lists.js";
import { ipAddresses } from "./routes/ip-addresses.js";
import { numberPrices } from "./routes/number-prices.js";
import { originationUrls } from "./routes/origination-urls.js";
import { outgoingCallerIds } from "./routes/outgoing-caller-ids.js";
import { recording } from "./routes/recording.js";
import { trunkCredentialLists, trunkIpAccessControlLists } from "./routes/trunk-lists.js";
import { trunkPhoneNumbers } from "./routes/trunk-phone-numbers.js";
import { trunks } from "./routes/trunks.js";

/** Every imitated operation, by its OpenAPI operationId. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...trunks,
  ...recording,
  ...originationUrls,
  ...trunkCredentialLists,
  ...trunkIpAccessControlLists,
  ...trunkPhoneNumbers,
  ...accounts,
  ...incomingPhoneNumbers,
  ...availablePhoneNumbers,
  ...credentialLists,
  ...credentials,
  ...ipAccessControlLists,
  ...ipAddresses,
  ...outgoingCallerIds,
  ...calls,
  ...alerts,
  ...dialingPermissions,
  ...numberPrices,
};

const MOST_LITERAL_FIRST = Object.entries(OPERATIONS).sort(([, a], [, b]) => literalness(b.path) - literalness(a.path));

/** The operation of a request, with its path parameters. */
export function operationFor(method: string, path: string) {
  for (const [id, operation] of MOST_LITERAL_FIRST) {
    const params = operation.method === method ? matchPath(operation.path, path) : undefined;
    if (params) return { id, operation, params };
  }
  return undefined;
}

/** Whether the path belongs to an operation with another method. */
export function isKnownPath(path: string): boolean {
  return MOST_LITERAL_FIRST.some(([, operation]) => matchPath(operation.path, path));
}
