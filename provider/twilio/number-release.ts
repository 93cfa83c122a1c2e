import type { ProblemDetail } from "../problem.js";
import type { CurrentRun } from "../spec.js";
import type { TwilioAccount } from "./account.js";
import { markOfOther, withoutMark } from "./number-name.js";
import { forgetCandidate } from "./number-purchase.js";

/** What the state knows about a number whose resource is deleted. */
interface LeavingNumber {
  readonly phoneNumber?: string | undefined;
  readonly release?: boolean | undefined;
  readonly owner?: string | undefined;
  readonly friendlyName?: string | undefined;
  readonly foundByMark?: boolean | undefined;
}

/**
 * Why a number stays in the account although its resource is deleted. A release cannot be undone, so any doubt prevents
 * it.
 */
export async function reasonToKeep(
  account: TwilioAccount,
  numberSid: string,
  leaving: LeavingNumber,
  { stackNumbers }: Pick<CurrentRun, "stackNumbers">,
): Promise<ProblemDetail | undefined> {
  const { phoneNumber = "", release } = leaving;
  if (!release)
    return {
      code: "number_kept",
      message: `${phoneNumber} stays in the Twilio account, and Twilio keeps billing for it`,
      remedy: "to release it, run pulumi up with release: true before you remove it",
    };
  const reason = stackNumbers.keeps(phoneNumber)
    ? "the stack's config lists it, without release: true"
    : leaving.foundByMark
      ? `the search found it by the marker of ${leaving.owner ?? "its resource"}, and another stack of that name may have bought it. If none has, release it in Twilio's console`
      : await othersUse(account, numberSid, leaving);
  const message = `${phoneNumber} is not released, and Twilio keeps billing for it: ${reason}`;
  return reason === undefined ? undefined : { code: "number_not_released", message };
}

/** Removes the marker of a search from a number that stays in the account, so that another stack may use the number. */
export async function removeMark(
  account: TwilioAccount,
  numberSid: string,
  { owner, friendlyName, foundByMark }: LeavingNumber,
): Promise<void> {
  if (foundByMark) return;
  await forgetCandidate(account, owner);
  const owned = await account.numbers.find(numberSid);
  const name = owned && withoutMark(owned.friendlyName, owner, friendlyName);
  if (name === undefined || name === owned?.friendlyName) return;
  await account.numbers.put(await account.api.incomingPhoneNumbers(numberSid).update({ friendlyName: name }));
}

/** Releases a number to Twilio permanently. */
export async function releaseNumber(
  account: TwilioAccount,
  numberSid: string,
  { owner }: LeavingNumber,
): Promise<void> {
  await forgetCandidate(account, owner);
  await account.api.incomingPhoneNumbers(numberSid).remove();
  await account.numbers.drop(numberSid);
}

/** Who else uses a number, as text. Fetches the number itself, because a list may lag. */
async function othersUse(
  account: TwilioAccount,
  numberSid: string,
  { owner }: LeavingNumber,
): Promise<string | undefined> {
  const number = await account.numbers.look(numberSid);
  if (number?.trunkSid) {
    const holder = await account.trunks.find(number.trunkSid);
    return `it is on trunk ${number.trunkSid} "${holder?.friendlyName ?? "unknown"}"`;
  }
  const mark = number && markOfOther(number.friendlyName, owner);
  return mark && `the search of another resource has it: its name ends in [${mark}]`;
}
