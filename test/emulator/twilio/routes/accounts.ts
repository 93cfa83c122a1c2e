import { get } from "../operation.js";
import { accountToWire } from "../wire/account.js";

/** Accounts. `auth.ts` refuses Standard keys. */
export const accounts = {
  FetchAccount: get("/2010-04-01/Accounts/{Sid}.json", (request) => accountToWire(request.account)),
};
