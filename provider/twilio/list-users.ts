import type { TrunkInstance } from "twilio/lib/rest/trunking/v1/trunk.js";
import type { Listings } from "../listing.js";
import { parentId } from "../object-id.js";
import type { ProblemDetail } from "../problem.js";
import { list } from "../refusal.js";
import type { CurrentRun } from "../spec.js";
import { type Attachment, childId, type TwilioAccount } from "./account.js";

/** How a kind of access list is attached to trunks. */
export interface ListKind {
  /** Its name in a trunk's `authTypeSet`. */
  readonly authType: "CREDENTIAL_LIST" | "IP_ACL";
  /** The type of the resource that attaches it. */
  readonly attachment: "twilio:TrunkCredentialList" | "twilio:TrunkIpAccessControlList";
  readonly attached: (account: TwilioAccount) => Listings<Attachment>;
}

/** Lists of usernames and passwords. */
export const CREDENTIAL_LISTS: ListKind = {
  authType: "CREDENTIAL_LIST",
  attachment: "twilio:TrunkCredentialList",
  attached: (account) => account.trunkCredentialLists,
};

/** Lists of addresses. */
export const IP_LISTS: ListKind = {
  authType: "IP_ACL",
  attachment: "twilio:TrunkIpAccessControlList",
  attached: (account) => account.trunkIpAccessControlLists,
};

/** Whether a list is attached to a trunk. */
export async function isOnTrunk(kind: ListKind, account: TwilioAccount, trunkSid: string, listSid: string) {
  return (await kind.attached(account).of(trunkSid).find(childId(trunkSid, listSid))) !== undefined;
}

/**
 * The trunks that use a list. Twilio cannot look up the trunks of a list, so this asks each trunk that uses such lists.
 */
export async function trunksUsing(kind: ListKind, account: TwilioAccount, listSid: string): Promise<TrunkInstance[]> {
  const trunks = (await account.trunks.all()).filter(({ authTypeSet }) => authTypeSet.includes(kind.authType));
  const uses = await Promise.all(trunks.map(({ sid }) => isOnTrunk(kind, account, sid, listSid)));
  return trunks.filter((_, index) => uses[index]);
}

/** A trunk as text. */
export function trunkText({ sid, friendlyName }: TrunkInstance): string {
  return `trunk ${sid} "${friendlyName}"`;
}

/**
 * Why an entry of a list stays although its resource is deleted: another trunk uses the list. Without the stack's own
 * trunk, or a resource of this run that attaches the list, nothing shows which trunk is another one.
 *
 * @param entry the entry as text: `Credential CL…/CR… "livekit"`
 * @param ours the stack's own trunk
 */
export async function keepsEntry(
  kind: ListKind,
  account: TwilioAccount,
  { id, entry, ours }: { readonly id: string; readonly entry: string; readonly ours: string | undefined },
  { holders }: Pick<CurrentRun, "holders">,
): Promise<ProblemDetail | undefined> {
  const listSid = parentId(id);
  const users = await trunksUsing(kind, account, listSid);
  const others = users.filter(({ sid }) => sid !== ours && !holders.has(`${kind.attachment} ${childId(sid, listSid)}`));
  const isKnown = ours !== undefined || others.length < users.length;
  if (others.length === 0 || !isKnown) return undefined;
  const message = `${entry} is not deleted: ${list(others.map(trunkText))} ${others.length === 1 ? "uses" : "use"} its list ${listSid}`;
  return { code: "still_used", message };
}
