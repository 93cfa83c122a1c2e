import { PASSING } from "../journal.js";
import { isSameStack } from "../owner.js";
import type { Arrival, TwilioAccount } from "./account.js";

/** The trunk that a number moves to, and the resource that moves it there. */
interface Destination {
  readonly trunkSid: string;
  readonly owner?: string | undefined;
}

/**
 * Notes that a number moves to a trunk, and what it had before: Twilio forgets that, and so does a killed run. The move
 * alone matters only to the next run, so a note that says no more expires.
 */
export async function noteArrival(
  account: TwilioAccount,
  numberSid: string,
  { trunkSid, owner }: Destination,
  arrival: Arrival,
): Promise<void> {
  const key = keyOf(account, numberSid);
  const [noted, other] = Object.keys(arrival).length === 0 ? [PASSING + key, key] : [key, PASSING + key];
  await account.journal.erase(other);
  await account.journal.write(noted, { trunkSid, owner, ...arrival });
}

/** Whether a run of this stack on this machine put a number on a trunk and has not removed it since. */
export async function wasMovedByStack(
  account: TwilioAccount,
  numberSid: string,
  { trunkSid, owner }: Destination,
): Promise<boolean> {
  const key = keyOf(account, numberSid);
  const notes = await Promise.all([account.journal.read(key), account.journal.read(PASSING + key)]);
  return notes.some((note) => note?.trunkSid === trunkSid && isSameStack(note.owner, owner));
}

/** What a number had before it moved to this trunk, as far as a run on this machine noted it. */
export async function arrivalOn(account: TwilioAccount, numberSid: string, trunkSid: string): Promise<Arrival> {
  const noted = (await account.journal.read(keyOf(account, numberSid))) ?? {};
  if (noted.trunkSid !== trunkSid) return {};
  const { movedFrom, displacedApplicationSid } = noted;
  return {
    ...(typeof movedFrom === "string" && { movedFrom }),
    ...(typeof displacedApplicationSid === "string" && { displacedApplicationSid }),
  };
}

/** Removes the note after the number has left the trunk. */
export async function forgetArrival(account: TwilioAccount, numberSid: string): Promise<void> {
  const key = keyOf(account, numberSid);
  await Promise.all([account.journal.erase(key), account.journal.erase(PASSING + key)]);
}

function keyOf(account: TwilioAccount, numberSid: string): string {
  return `arrival ${account.sid} ${numberSid}`;
}
