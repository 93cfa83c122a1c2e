import type { ProblemDetail } from "../problem.js";
import type { CurrentRun } from "../spec.js";
import type { OwnedNumber, TwilioAccount } from "./account.js";
import { withoutMark } from "./number-name.js";
import { type Buyer, type Order, renameBuyer, toRequest, wasBoughtHere } from "./number-purchase.js";

/** What the state knows about a number. Empty if the number was only found. */
interface Known {
  readonly phoneNumberSid?: string | undefined;
  readonly owner?: string | undefined;
  readonly friendlyName?: string | undefined;
  readonly foundByMark?: boolean | undefined;
}

/**
 * Whether a number's marker has its resource's previous name, or the program now names a number that a search found by
 * its marker.
 */
export function needsUpdate({ owner, foundByMark }: Known, wanted: Buyer): boolean {
  return wanted.search === undefined ? foundByMark === true : owner !== undefined && owner !== wanted.owner;
}

/**
 * Updates a number's settings. The marker of a search follows its owner, so that a run without state finds the number
 * under the new name.
 */
export async function updateNumber<Wanted extends Order>(
  account: TwilioAccount,
  numberSid: string,
  wanted: Wanted,
  known: Known,
  { local: buyer, run }: { readonly local: Buyer; readonly run: Pick<CurrentRun, "say"> },
): Promise<OwnedNumber> {
  const name = wanted.friendlyName ?? (await nameToMark(account, numberSid, buyer, known));
  const owned = await account.api.incomingPhoneNumbers(numberSid).update(toRequest(wanted, buyer, name));
  if (buyer.search) await renameBuyer(account, known.owner, buyer.owner);
  const foundByMark = await isFoundByMark(account, owned, buyer, known);
  if (foundByMark === known.foundByMark) return owned;
  if (foundByMark && wanted.release) run.say(keptDespiteRelease(owned, buyer));
  return { ...owned, foundByMark };
}

/**
 * The name of a number whose marker has the previous owner of the same resource. A name without that marker was given
 * by a person.
 */
async function nameToMark(
  account: TwilioAccount,
  numberSid: string,
  { search, owner }: Buyer,
  known: Known,
): Promise<string | undefined> {
  if (search === undefined || known.owner === undefined || known.owner === owner) return undefined;
  const stored = (await account.numbers.look(numberSid))?.friendlyName;
  const name = stored && withoutMark(stored, known.owner, known.friendlyName);
  return name === stored ? undefined : name;
}

/**
 * Whether only the marker shows that a number is this resource's. It may be that of another stack with the same name.
 */
async function isFoundByMark(
  account: TwilioAccount,
  { phoneNumber }: OwnedNumber,
  { search, owner }: Buyer,
  { phoneNumberSid, foundByMark }: Known,
): Promise<boolean | undefined> {
  if (search === undefined) return foundByMark && false;
  if (phoneNumberSid !== undefined || owner === undefined) return foundByMark;
  return !(await wasBoughtHere(account, phoneNumber, owner)) || undefined;
}

function keptDespiteRelease({ phoneNumber }: OwnedNumber, { owner }: Buyer): ProblemDetail {
  return {
    code: "number_found_by_marker",
    message: `${phoneNumber} was found by the marker of ${owner}. Another stack of that name may have bought it, so release: true does not release it`,
    remedy: `If it is this stack's, write phoneNumber: "${phoneNumber}" in place of the search`,
  };
}
