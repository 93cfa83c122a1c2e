import { ApiError, ProviderError } from "../errors.js";
import type { OwnedNumber, TwilioAccount } from "./account.js";
import { markName } from "./number-name.js";
import { type Search, searchNumbers, searchProp } from "./number-search.js";

/** What is bought, and how it is set up. */
export interface Order {
  readonly phoneNumber?: string | undefined;
  readonly search?: Search | undefined;
  readonly owner?: string | undefined;
  readonly friendlyName?: string | undefined;
  readonly release?: boolean | undefined;
}

/** What Twilio is told of a number. Its name goes along if one is asked for, with the mark of a purchase by search. */
export function toRequest<Wanted extends Order>(
  { phoneNumber: _, search, release: __, owner, friendlyName: ___, ...same }: Wanted,
  name: string | undefined,
) {
  if (name === undefined) return same;
  return { ...same, friendlyName: search && owner !== undefined ? markName(name, owner) : name };
}

/** Buys a certain number. Twilio takes it as an update where the account owns the number. */
export function buy(account: TwilioAccount, phoneNumber: string, wanted: Order): Promise<OwnedNumber> {
  const name = wanted.friendlyName ?? (wanted.search && phoneNumber);
  return account.api.incomingPhoneNumbers.create({ ...toRequest(wanted, name), phoneNumber });
}

/** Buys the first number of a search that nobody was quicker to buy. */
export async function buyAny(account: TwilioAccount, wanted: Order): Promise<OwnedNumber> {
  const owned = new Set((await account.numbers.all()).map(({ phoneNumber }) => phoneNumber));
  const offers = await searchNumbers(account, searchProp.parse(wanted.search));
  const candidates = offers.map(({ phoneNumber }) => phoneNumber).filter((candidate) => !owned.has(candidate));
  for (const candidate of candidates) {
    try {
      const bought = await buy(account, candidate, wanted);
      await account.numbers.put(bought);
      return bought;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "21422") throw error;
    }
  }
  throw new ProviderError(`search: Twilio has no number for sale that fits ${JSON.stringify(wanted.search)}; widen it`);
}
