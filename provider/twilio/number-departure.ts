import { ApiError, NotFoundError } from "../errors.js";
import type { ProblemDetail } from "../problem.js";
import type { CurrentRun } from "../spec.js";
import type { Arrival, OwnedNumber, TwilioAccount } from "./account.js";
import { forgetArrival } from "./number-arrival.js";

/** What is known about a number on a trunk of this stack, and what it had before. */
interface Known extends Arrival {
  /** The trunk that this stack put it on. */
  readonly trunkSid: string | undefined;
}

/**
 * Removes a number from its trunk and restores its TwiML application, and says what could not be restored. A number
 * that others have put on another trunk or given another application keeps it.
 */
export async function removeFromTrunk(
  account: TwilioAccount,
  numberSid: string,
  known: Known,
  run: Pick<CurrentRun, "say">,
): Promise<void> {
  await leaveTrunk(account, numberSid, known, run);
  // Until here, the note may be all that knows the application.
  await forgetArrival(account, numberSid);
}

async function leaveTrunk(
  account: TwilioAccount,
  numberSid: string,
  { trunkSid: ours, movedFrom, displacedApplicationSid }: Known,
  run: Pick<CurrentRun, "say">,
): Promise<void> {
  // Restoring the application removes the number from any trunk, so do not rely on a list that may lag.
  const listed = displacedApplicationSid ? undefined : await account.numbers.find(numberSid);
  const isHere = listed && (!listed.trunkSid || listed.trunkSid === ours);
  const owned = isHere ? listed : await account.numbers.look(numberSid);
  if (!owned || (owned.trunkSid && owned.trunkSid !== ours)) return;
  if (displacedApplicationSid && !owned.trunkSid && owned.voiceApplicationSid) return;
  const lost = displacedApplicationSid && (await restoreApplication(account, numberSid, displacedApplicationSid));
  if (lost || !displacedApplicationSid) await detach(account, numberSid, owned.trunkSid || ours);
  await account.numbers.put({
    ...owned,
    trunkSid: "",
    voiceApplicationSid: (!lost && displacedApplicationSid) || owned.voiceApplicationSid,
  });
  if (lost)
    run.say({
      /** A number's TwiML application could not be restored. */ code: "application_lost",
      message: `${owned.phoneNumber} ${lost}`,
    });
  else if (movedFrom) run.say(await moveNotice(account, owned, movedFrom));
}

/** Removes a number from a trunk. Asks Twilio even if a list shows it on no trunk, because the list may lag. */
async function detach(account: TwilioAccount, numberSid: string, trunkSid: string | undefined): Promise<void> {
  if (trunkSid === undefined) return;
  try {
    await account.trunking.trunks(trunkSid).phoneNumbers(numberSid).remove();
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

/**
 * Restores a number's TwiML application, which also removes the number from its trunk.
 * @returns why that failed
 */
async function restoreApplication(account: TwilioAccount, numberSid: string, voiceApplicationSid: string) {
  try {
    await account.api.incomingPhoneNumbers(numberSid).update({ voiceApplicationSid });
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "21420") throw error;
    return `cannot have its TwiML application ${voiceApplicationSid} restored: Twilio no longer has it`;
  }
}

async function moveNotice(
  account: TwilioAccount,
  { phoneNumber }: OwnedNumber,
  trunkSid: string,
): Promise<ProblemDetail> {
  const holder = await account.trunks.find(trunkSid);
  return {
    code: "number_on_no_trunk",
    message: `${phoneNumber} is not on a trunk now. move: true had taken it from trunk ${trunkSid} "${holder?.friendlyName ?? "deleted since"}"`,
    remedy: "add it there again if that trunk should handle its calls",
  };
}
