import type { TrunkInstance } from "twilio/lib/rest/trunking/v1/trunk.js";
import type { Attachment, OwnedNumber, TwilioAccount } from "./account.js";
import { wasMovedByStack } from "./number-arrival.js";
import { leadsTo } from "../values/sip-uri.js";

/** What this stack puts on a trunk. */
interface Ours {
  /** SIP hosts. Empty means any. */
  readonly deliversTo: readonly string[];
  /** Names or SIDs of lists. */
  readonly lists: readonly string[];
}

type ListedNumber = Pick<OwnedNumber, "sid" | "phoneNumber">;

/** A trunk, and the resource that asks about its numbers. */
interface AskedTrunk {
  readonly trunkSid: string;
  readonly owner?: string | undefined;
}

/**
 * The numbers on a trunk that are not this stack's, as text. A number that a killed run of this stack put there is its
 * own.
 *
 * @param alsoListed numbers that another list shows on the trunk
 */
export async function foreignNumbersOn(
  account: TwilioAccount,
  { trunkSid, owner }: AskedTrunk,
  isOurs: (number: string) => boolean,
  alsoListed: readonly ListedNumber[] = [],
): Promise<string[]> {
  const foreign = async ({ sid, phoneNumber }: ListedNumber): Promise<string[]> => {
    if (isOurs(phoneNumber)) return [];
    if (await wasMovedByStack(account, sid, { trunkSid, owner })) return [];
    // A lagging list may still show a number on a trunk that it has left.
    const now = await account.numbers.look(sid);
    return now?.trunkSid === trunkSid ? [`number ${phoneNumber}`] : [];
  };
  const listed = (await account.numbers.all()).filter((number) => number.trunkSid === trunkSid);
  const bySid = new Map([...alsoListed, ...listed].map((number) => [number.sid, number]));
  return (await Promise.all([...bySid.values()].map(foreign))).flat();
}

/** The origination URLs of a trunk that do not lead to this stack's hosts, as text. */
export async function foreignUrlsOn(
  account: TwilioAccount,
  trunkSid: string,
  { deliversTo }: Pick<Ours, "deliversTo">,
): Promise<string[]> {
  if (deliversTo.length === 0) return [];
  const listing = account.originationUrls.of(trunkSid);
  const others = (await listing.all()).filter(({ sipUrl }) => !deliversTo.some((host) => leadsTo(sipUrl, host)));
  return (await listing.stillThere(others)).map(({ sid, sipUrl }) => `origination URL ${sid} (${sipUrl})`);
}

/**
 * The lists attached to a trunk that are not this stack's. With such a list, others make outbound calls through the
 * trunk.
 */
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
      const listing = attached.of(sid);
      const isOurs = (list: Attachment) => lists.includes(list.sid) || lists.includes(names.get(list.sid) ?? "");
      const others = (await listing.all()).filter((list) => !isOurs(list));
      return (await listing.stillThere(others)).map((list) => `${what} ${list.sid} "${names.get(list.sid) ?? ""}"`);
    }),
  );
  return found.flat();
}
