import { ApiError, ProviderError } from "../errors.js";
import type { CurrentRun } from "../spec.js";
import type { OwnedNumber, TwilioAccount } from "./account.js";
import { markName } from "./number-name.js";
import { type Search, searchNumbers, searchProp } from "./number-search.js";

/** The number to buy, and its settings. */
export interface Order {
  readonly phoneNumber?: string | undefined;
  readonly friendlyName?: string | undefined;
  readonly release?: boolean | undefined;
}

/** The resource that buys a number, and the criteria if it is bought by a search. */
export interface Buyer {
  readonly search?: Search | undefined;
  readonly owner?: string | undefined;
}

/** The request for a number. If a name is set, includes it with the marker of a search. */
export function toRequest<Wanted extends Order>(
  { phoneNumber, friendlyName, release, ...same }: Wanted,
  { search, owner }: Buyer,
  name: string | undefined,
) {
  if (name === undefined) return same;
  return { ...same, friendlyName: search && owner !== undefined ? markName(name, owner) : name };
}

/** Buys the number that a program names. */
export function buy(account: TwilioAccount, phoneNumber: string, wanted: Order, buyer: Buyer): Promise<OwnedNumber> {
  account.boughtByName.add(phoneNumber);
  return order(account, phoneNumber, wanted, buyer);
}

/** Orders a specific number. Twilio treats this as an update if the account already owns the number. */
function order(account: TwilioAccount, phoneNumber: string, wanted: Order, buyer: Buyer): Promise<OwnedNumber> {
  const name = wanted.friendlyName ?? (buyer.search && phoneNumber);
  return account.api.incomingPhoneNumbers.create({ ...toRequest(wanted, buyer, name), phoneNumber });
}

/**
 * How long after a purchase a list may not show the number yet, in milliseconds. Twilio documents no limit; delays of
 * seconds have been observed.
 */
const LATEST_LIST_MS = 10 * 60_000;

/**
 * Buys the first number of a search that is still for sale and that the stack does not buy by name. Notes the candidate
 * before the purchase, so that the run after a killed one buys the same number, even if no list shows it yet.
 */
export async function buyAny(
  account: TwilioAccount,
  wanted: Order,
  buyer: Buyer,
  { stackNumbers }: Pick<CurrentRun, "stackNumbers">,
): Promise<OwnedNumber> {
  const owned = new Set((await account.numbers.all()).map(({ phoneNumber }) => phoneNumber));
  const isFree = (candidate: string) =>
    !owned.has(candidate) && !account.boughtByName.has(candidate) && !stackNumbers.has(candidate);
  const earlier = await candidateOf(account, buyer);
  if (earlier !== undefined && isFree(earlier)) {
    const bought = await tryToBuy(account, earlier, wanted, buyer);
    if (bought) return bought;
  }
  const offers = await searchNumbers(account, searchProp.parse(buyer.search));
  for (const { phoneNumber: candidate } of offers) {
    if (!isFree(candidate)) continue;
    await noteCandidate(account, candidate, buyer);
    const bought = await tryToBuy(account, candidate, wanted, buyer);
    if (bought) return bought;
  }
  throw new ProviderError({
    path: ["search"],
    code: "none_for_sale",
    message: `Twilio has no number for sale that matches ${JSON.stringify(buyer.search)}`,
    remedy: "broaden the search",
  });
}

/** Forgets the last purchase for an owner that no longer has the number. */
export function forgetCandidate(account: TwilioAccount, owner: string | undefined): Promise<void> {
  return account.journal.erase(keyOf(account, owner));
}

/** Whether a run on this machine bought the number for the owner, or was about to. */
export async function wasBoughtHere(account: TwilioAccount, phoneNumber: string, owner: string): Promise<boolean> {
  return (await account.journal.read(keyOf(account, owner)))?.phoneNumber === phoneNumber;
}

/** Notes the new owner of a resource that has bought a number. */
export async function renameBuyer(
  account: TwilioAccount,
  before: string | undefined,
  owner: string | undefined,
): Promise<void> {
  if (before === undefined || owner === undefined || before === owner) return;
  const note = await account.journal.read(keyOf(account, before));
  if (note === undefined) return;
  await account.journal.write(keyOf(account, owner), note);
  await account.journal.erase(keyOf(account, before));
}

/** Buys a number. Returns undefined if it is no longer for sale. */
async function tryToBuy(
  account: TwilioAccount,
  candidate: string,
  wanted: Order,
  buyer: Buyer,
): Promise<OwnedNumber | undefined> {
  try {
    const bought = await order(account, candidate, wanted, buyer);
    await account.numbers.put(bought);
    return bought;
  } catch (error) {
    if (error instanceof ApiError && error.code === "21422") return undefined;
    throw error;
  }
}

async function noteCandidate(account: TwilioAccount, phoneNumber: string, { owner }: Buyer): Promise<void> {
  if (owner !== undefined) await account.journal.write(keyOf(account, owner), { phoneNumber, at: Date.now() });
}

/**
 * The candidate of an earlier run that may have been killed, while lists may not show its purchase. After that, the
 * lists decide.
 */
async function candidateOf(account: TwilioAccount, { owner }: Buyer): Promise<string | undefined> {
  const { phoneNumber, at } = (owner !== undefined && (await account.journal.read(keyOf(account, owner)))) || {};
  const isRecent = typeof at === "number" && Math.abs(Date.now() - at) < LATEST_LIST_MS;
  return isRecent && typeof phoneNumber === "string" ? phoneNumber : undefined;
}

function keyOf(account: TwilioAccount, owner: string | undefined): string {
  return `purchase ${account.sid} ${owner ?? ""}`;
}
