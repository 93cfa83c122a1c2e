import type { Collection } from "../collection.js";
import type { Account } from "./entities.js";
import { notFound } from "./errors.js";
import type { Parameters } from "./parameters.js";
import type { TwilioStore } from "./store.js";

/** An authenticated request, as the operations see it. */
export interface TwilioRequest {
  readonly store: TwilioStore;
  /** The account that the request is for. */
  readonly account: Account;
  /** Path without the query. */
  readonly path: string;
  readonly query: Parameters;
  readonly form: Parameters;
  /** A parameter of the path. */
  readonly param: (name: string) => string;
}

/** The account's own object in a path parameter. @throws 404/20404 if there is none. */
export function own<Item extends { readonly accountSid: string }>(
  request: TwilioRequest,
  collection: Collection<Item>,
  sid: string,
): Item {
  const item = collection.get(sid);
  if (item?.accountSid !== request.account.sid) throw notFound(request.path);
  return item;
}
