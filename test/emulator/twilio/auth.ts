import type { Account } from "./entities.js";
import { TwilioError, unauthenticated } from "./errors.js";
import type { TwilioStore } from "./store.js";
import { checkTestCredentials } from "./test-credentials.js";

interface Caller {
  readonly account: Account;
  readonly mayReadAccounts: boolean;
}

/**
 * The caller, and the account that the request is for: its own, or a subaccount in the path. Every error of the
 * credentials is 401/20003, including another or inactive account.
 */
export function authorize(
  store: TwilioStore,
  authorization: string | undefined,
  operation: string | undefined,
  path: string,
): Account {
  const { account: caller, mayReadAccounts } = authenticate(store, authorization);
  const named = /^\/2010-04-01\/Accounts\/([^/.]+)/.exec(path)?.[1];
  const account = named === undefined ? caller : store.accounts.get(named);
  const isOwn = account?.sid === caller.sid || account?.ownerAccountSid === caller.sid;
  if (!account || !isOwn || !isOpen(account, operation)) throw unauthenticated();
  // Refused by documentation; the status and code are our choice.
  if (operation === "FetchAccount" && !mayReadAccounts)
    throw unauthenticated("Authentication Error - standard API keys cannot access /Accounts");
  if (operation && account.test) checkTestCredentials(operation);
  // Trial accounts have no SIP trunking; the status and code are our choice.
  if (account.type === "Trial" && path.startsWith("/v1/Trunks"))
    throw new TwilioError(403, 10002, "Trial accounts do not support the feature you tried to use");
  return account;
}

function authenticate(store: TwilioStore, authorization: string | undefined): Caller {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) throw unauthenticated("Authentication Error - No credentials provided");
  const decoded = Buffer.from(encoded, "base64").toString();
  const [username, password] = [decoded.slice(0, decoded.indexOf(":")), decoded.slice(decoded.indexOf(":") + 1)];

  const key = store.apiKeys.get(username);
  const account = store.accounts.get(key?.accountSid ?? username);
  if (!account) throw unauthenticated("Authentication Error - invalid username");
  if (password !== (key?.secret ?? account.authToken) || account.status === "closed") throw unauthenticated();
  return { account, mayReadAccounts: key?.kind !== "Standard" };
}

/** A suspended account still returns its status, and nothing else: our choice. */
function isOpen({ status }: Account, operation: string | undefined): boolean {
  return status === "active" || (status === "suspended" && operation === "FetchAccount");
}
