import { resources } from "@arkenos/provider";
import type { OwnedNumber, TwilioAccount } from "@arkenos/provider/clouds";
import type { Interest, Needs } from "./needs.js";
import { observeCredentialLists } from "./observe-credential-lists.js";
import { observeHistory } from "./observe-history.js";
import { observeTrunks } from "./observe-trunks.js";
import type { ObservedTwilio, Seen, SeenNumber } from "./observed.js";

/** Reads a Twilio account's telephony. @throws ApiError if trunks, numbers or lists cannot be read */
export async function observeTwilio(account: TwilioAccount, interest: Interest, needs: Needs): Promise<ObservedTwilio> {
  const history = observeHistory(account, needs);
  const numbers = (await account.numbers.all()).map(toSeen);
  const trunks = await observeTrunks(account, interest, numbers);
  const credentialLists = await observeCredentialLists(account, trunks);
  return { accountSid: account.api.accountSid ?? "", trunks, numbers, credentialLists, ...(await history) };
}

function toSeen(owned: OwnedNumber): SeenNumber {
  const seen = resources.PhoneNumber.spec.fromWire(owned) as Seen<"PhoneNumber">;
  return {
    ...seen,
    phoneNumber: owned.phoneNumber,
    trunkSid: owned.trunkSid ?? "",
    voice: takesCalls(owned),
    voiceApplicationSid: owned.voiceApplicationSid ?? "",
    emergency: owned.emergencyStatus === "Active" || Boolean(owned.emergencyAddressSid),
  };
}

/** Twilio's own examples write the keys of the capabilities in either case. */
function takesCalls({ capabilities }: OwnedNumber): boolean {
  const entry = Object.entries(capabilities ?? {}).find(([name]) => name.toLowerCase() === "voice");
  return entry?.[1] !== false;
}
