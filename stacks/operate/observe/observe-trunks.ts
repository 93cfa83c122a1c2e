import { resources } from "@arkenos/provider";
import type { TwilioAccount } from "@arkenos/provider/clouds";
import type { Interest } from "./needs.js";
import type { Seen, SeenNumber, SeenTrunk } from "./observed.js";

/** The number of trunks that are read in depth besides those that the numbers need, to limit the calls in a large account. */
const MAX_NEIGHBORS = 4;

/**
 * Reads the trunks, and the children of the relevant ones: the stack's, those with the same name, and those that hold
 * its numbers.
 */
export async function observeTrunks(
  account: TwilioAccount,
  interest: Interest,
  numbers: readonly SeenNumber[],
): Promise<SeenTrunk[]> {
  const trunks = (await account.trunks.all()).map((wire) => resources.ElasticTrunk.spec.fromWire(wire));
  const read = new Set(ofInterest(trunks, interest, numbers));
  return Promise.all(
    trunks.map(async (trunk) =>
      read.has(trunk.id) ? { ...trunk, children: await children(account, trunk.id) } : trunk,
    ),
  );
}

function ofInterest(
  trunks: readonly Seen<"ElasticTrunk">[],
  { trunkSids, trunkName, numbers }: Interest,
  owned: readonly SeenNumber[],
): string[] {
  const ours = new Set(numbers);
  const holders = new Set(owned.filter(({ phoneNumber }) => ours.has(phoneNumber)).map(({ trunkSid }) => trunkSid));
  const needed = trunks.filter(({ id }) => trunkSids.includes(id) || holders.has(id));
  const others = trunks.filter((trunk) => !needed.includes(trunk));
  const namesakes = others.filter(({ props }) => props.friendlyName === trunkName);
  // Other trunks with credential lists may share one of ours.
  const sharers = others.filter(
    (trunk) => !namesakes.includes(trunk) && trunk.attrs.authType?.includes("CREDENTIAL_LIST"),
  );
  return [...needed, ...[...namesakes, ...sharers].slice(0, MAX_NEIGHBORS)].map(({ id }) => id);
}

async function children(account: TwilioAccount, trunkSid: string): Promise<SeenTrunk["children"]> {
  const lists = [
    account.originationUrls.of(trunkSid).all(),
    account.trunkCredentialLists.of(trunkSid).all(),
    account.trunkIpAccessControlLists.of(trunkSid).all(),
  ] as const;
  // If several fail, report the first in the list rather than the first to answer, so that every command gives the same
  // reason.
  await Promise.allSettled(lists);
  const [urls, credentialLists, accessLists] = await Promise.all(lists);
  return {
    originationUrls: urls.map((wire) => resources.OriginationUrl.spec.fromWire(wire)),
    credentialLists: credentialLists.map(({ sid }) => sid),
    ipAccessControlLists: accessLists.map(({ sid }) => sid),
  };
}
