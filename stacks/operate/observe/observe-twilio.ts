import { resources } from "@arkenos/provider";
import type { OwnedNumber, TwilioAccount } from "@arkenos/provider/clouds";
import type { Interest, Needs } from "./needs.js";
import { observeCredentialLists } from "./observe-credential-lists.js";
import { observeForSale } from "./observe-for-sale.js";
import { observeHistory } from "./observe-history.js";
import { observeTrunks } from "./observe-trunks.js";
import type { ObservedTwilio, SeenNumber } from "./observed.js";
import { reading } from "./reading.js";

/**
 * Reads the telephony objects of a Twilio account.
 * @throws ApiError if trunks, numbers or lists cannot be read
 */
export async function observeTwilio(account: TwilioAccount, interest: Interest, needs: Needs): Promise<ObservedTwilio> {
  const numbers = (await account.numbers.all()).map(toSeen);
  const owned = new Set(numbers.map(({ phoneNumber }) => phoneNumber));
  const toBuy = needs.toBuy?.filter((number) => !owned.has(number));
  const [trunks, history, forSale] = await Promise.all([
    observeTrunks(account, interest, numbers),
    observeHistory(account, needs),
    toBuy && reading(async () => ({ numbers: await observeForSale(account, toBuy) })),
  ]);
  const credentialLists = await observeCredentialLists(account, trunks);
  const accountSid = account.sid;
  return { accountSid, trunks, numbers, credentialLists, ...history, ...(forSale && { forSale }) };
}

function toSeen(owned: OwnedNumber): SeenNumber {
  const seen = resources.PhoneNumber.spec.fromWire(owned);
  return {
    ...seen,
    phoneNumber: owned.phoneNumber,
    trunkSid: owned.trunkSid ?? "",
    voice: takesCalls(owned),
    voiceApplicationSid: owned.voiceApplicationSid ?? "",
    emergency: owned.emergencyStatus === "Active" || Boolean(owned.emergencyAddressSid),
  };
}

/** Whether a number takes calls. Twilio's own examples write the names of capabilities in either case. */
function takesCalls({ capabilities }: OwnedNumber): boolean {
  const entry = Object.entries(capabilities ?? {}).find(([name]) => name.toLowerCase() === "voice");
  return entry?.[1] !== false;
}
