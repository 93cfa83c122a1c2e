import type { Arrival, TwilioAccount } from "./account.js";

/** Notes what a number has before it comes to a trunk: Twilio forgets it then, and a killed run with it. */
export async function noteArrival(
  account: TwilioAccount,
  numberSid: string,
  trunkSid: string,
  arrival: Arrival,
): Promise<void> {
  const key = keyOf(account, numberSid);
  if (Object.keys(arrival).length === 0) await account.journal.erase(key);
  else await account.journal.write(key, { trunkSid, ...arrival });
}

/** What a number had before it came to this trunk, as far as a run of this machine noted it. */
export async function arrivalOn(account: TwilioAccount, numberSid: string, trunkSid: string): Promise<Arrival> {
  const noted = (await account.journal.read(keyOf(account, numberSid))) ?? {};
  if (noted.trunkSid !== trunkSid) return {};
  const { movedFrom, displacedApplicationSid } = noted;
  return {
    ...(typeof movedFrom === "string" && { movedFrom }),
    ...(typeof displacedApplicationSid === "string" && { displacedApplicationSid }),
  };
}

/** Forgets it once the number has left the trunk. */
export function forgetArrival(account: TwilioAccount, numberSid: string): Promise<void> {
  return account.journal.erase(keyOf(account, numberSid));
}

function keyOf(account: TwilioAccount, numberSid: string): string {
  return `arrival ${account.sid} ${numberSid}`;
}
