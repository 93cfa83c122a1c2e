import type { TrunkInstance } from "twilio/lib/rest/trunking/v1/trunk.js";
import type { TwilioAccount } from "./account.js";
import { leadsTo } from "./sip-uri.js";

/** What this stack puts on a trunk. */
interface Ours {
  /** SIP hosts; empty means anywhere. */
  readonly deliversTo: readonly string[];
  /** Names or SIDs of lists. */
  readonly lists: readonly string[];
}

/** The numbers on a trunk that are not this stack's, in words. */
export async function foreignNumbersOn(
  account: TwilioAccount,
  trunkSid: string,
  isOurs: (number: string) => boolean,
): Promise<string[]> {
  const listed = (await account.numbers.all()).filter(
    (number) => number.trunkSid === trunkSid && !isOurs(number.phoneNumber),
  );
  // A list that lags may show a number on a trunk that it has left.
  const now = await Promise.all(listed.map(({ sid }) => account.numbers.look(sid)));
  return now.flatMap((number) => (number?.trunkSid === trunkSid ? [`number ${number.phoneNumber}`] : []));
}

/** Where a trunk delivers calls beside this stack's hosts, in words. */
export async function foreignUrlsOn(
  account: TwilioAccount,
  trunkSid: string,
  { deliversTo }: Pick<Ours, "deliversTo">,
): Promise<string[]> {
  if (deliversTo.length === 0) return [];
  const urls = await account.originationUrls.of(trunkSid).all();
  return urls
    .filter(({ sipUrl }) => !deliversTo.some((host) => leadsTo(sipUrl, host)))
    .map(({ sid, sipUrl }) => `origination URL ${sid} (${sipUrl})`);
}

/** The lists attached to a trunk that are not this stack's: somebody else calls out through it. */
export async function foreignListsOn(
  account: TwilioAccount,
  { sid, authTypeSet }: TrunkInstance,
  { lists }: Pick<Ours, "lists">,
): Promise<string[]> {
  const kinds = [
    {
      authType: "CREDENTIAL_LIST",
      attached: account.trunkCredentialLists,
      all: account.credentialLists,
      what: "credential list",
    },
    {
      authType: "IP_ACL",
      attached: account.trunkIpAccessControlLists,
      all: account.ipAccessControlLists,
      what: "IP access control list",
    },
  ].filter(({ authType }) => authTypeSet.includes(authType));
  const found = await Promise.all(
    kinds.map(async ({ attached, all, what }) => {
      const names = new Map((await all.all()).map((list) => [list.sid, list.friendlyName]));
      return (await attached.of(sid).all())
        .filter((list) => !lists.includes(list.sid) && !lists.includes(names.get(list.sid) ?? ""))
        .map((list) => `${what} ${list.sid} "${names.get(list.sid) ?? ""}"`);
    }),
  );
  return found.flat();
}
