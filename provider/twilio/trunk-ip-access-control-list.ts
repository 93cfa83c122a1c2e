import { adoptIdProp } from "../adopt.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import { ownId, parentId } from "../object-id.js";
import { childId } from "./account.js";
import { attach, otherAttachment } from "./attachment.js";
import { twilio } from "./client.js";
import { sid } from "./fields.js";

const props = {
  /** The trunk, `TK…`. Changing it creates a new attachment. */
  trunkSid: sid("TK", "a trunk").meta({ immutable: true }),
  /** The list, `AL…`. Changing it creates a new attachment. */
  ipAccessControlListSid: sid("AL", "an IP access control list").meta({ immutable: true }),
  /** What to do about an existing attachment: `never` adopt it, or adopt the one with this id. @default "never" */
  adopt: adoptIdProp("AL", "TK"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

/** The arguments of {@link TrunkIpAccessControlList}. */
export interface TrunkIpAccessControlListArgs extends Args<typeof props> {}

/**
 * Allows a list's addresses to call through a trunk. If a credential list is attached too, callers must satisfy both.
 *
 * @example
 * ```ts
 * new TrunkIpAccessControlList("office", { trunkSid: trunk.trunkSid, ipAccessControlListSid: list.ipAccessControlListSid });
 * ```
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/ipaccesscontrollist-resource
 */
export class TrunkIpAccessControlList extends defineResource({
  type: "twilio:TrunkIpAccessControlList",
  cloud: twilio,
  label: { kind: "attached IP access control list", of: () => "IP access control list on the trunk" },
  why: "the list is on that trunk",
  links: { trunkSid: { noun: "ElasticTrunk" }, ipAccessControlListSid: { noun: "IpAccessControlList" } },
  props,
  attrs: {},
  listing: (account, trunkSid) => account.trunkIpAccessControlLists.of(trunkSid),
  parentOf: ({ trunkSid }) => trunkSid,
  isOurs: (found, wanted, { holds }) => holds(`twilio:ElasticTrunk ${wanted.trunkSid}`) && isSame(found, wanted),
  uniqueBy: "ipAccessControlListSid",
  isDuplicate: isSame,
  isMeant: isSame,
  objection: ({ sid }, wanted) => otherAttachment(sid, wanted, "ipAccessControlListSid"),
  create: (account, { trunkSid, ipAccessControlListSid }) =>
    attach(account.trunkIpAccessControlLists.of(trunkSid), trunkSid, ipAccessControlListSid, () =>
      account.trunking.trunks(trunkSid).ipAccessControlLists.create({ ipAccessControlListSid }),
    ),
  delete: (account, id) => account.trunking.trunks(parentId(id)).ipAccessControlLists(ownId(id)).remove(),
  fromWire: ({ trunkSid, sid }) => ({
    id: childId(trunkSid, sid),
    props: { trunkSid, ipAccessControlListSid: sid },
    attrs: {},
  }),
}) {}

function isSame({ sid }: { sid: string }, { ipAccessControlListSid }: { ipAccessControlListSid: string }): boolean {
  return sid === ipAccessControlListSid;
}
