import { NotFoundError } from "../errors.js";
import type { CurrentRun } from "../spec.js";
import type { TwilioAccount } from "./account.js";
import { withoutMark } from "./number-name.js";
import { forgetCandidate } from "./number-purchase.js";

/** What the state knows of a number whose resource goes. */
interface Parting {
  readonly phoneNumber?: string | undefined;
  readonly release?: boolean | undefined;
  readonly owner?: string | undefined;
  readonly friendlyName?: string | undefined;
}

/** Why a number whose resource goes stays in the account. Giving back is irreversible, so any remaining use of the number prevents it. */
export async function reasonToKeep(
  account: TwilioAccount,
  numberSid: string,
  { phoneNumber = "", release }: Parting,
  { stackNumbers }: Pick<CurrentRun, "stackNumbers">,
): Promise<string | undefined> {
  if (!release)
    return `${phoneNumber} is kept in the Twilio account and goes on being billed; give it back with release: true, converged before the removal`;
  const reason = stackNumbers.keeps(phoneNumber)
    ? "the stack's config lists it, without release: true"
    : await trunkOf(account, numberSid);
  return reason && `${phoneNumber} is not given back and goes on being billed: ${reason}`;
}

/** Takes the mark of a purchase by search off a number that stays in the account: the next stack may have it. */
export async function removeMark(
  account: TwilioAccount,
  numberSid: string,
  { owner, friendlyName }: Parting,
): Promise<void> {
  await forgetCandidate(account, owner);
  const owned = await account.numbers.find(numberSid);
  const name = owned && withoutMark(owned.friendlyName, owner, friendlyName);
  if (name === undefined || name === owned?.friendlyName) return;
  await account.numbers.put(await account.api.incomingPhoneNumbers(numberSid).update({ friendlyName: name }));
}

/** Gives a number back to Twilio, for good. */
export async function giveBack(account: TwilioAccount, numberSid: string, { owner }: Parting): Promise<void> {
  await forgetCandidate(account, owner);
  await account.api.incomingPhoneNumbers(numberSid).remove();
  await account.numbers.drop(numberSid);
}

/** The trunk that a number is on, in words. The number itself is asked: a list may be late. */
async function trunkOf(account: TwilioAccount, numberSid: string): Promise<string | undefined> {
  const number = await account.api
    .incomingPhoneNumbers(numberSid)
    .fetch()
    .catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
  if (!number?.trunkSid) return undefined;
  const holder = await account.trunks.find(number.trunkSid);
  return `it is on trunk ${number.trunkSid} "${holder?.friendlyName ?? "unknown"}"`;
}
