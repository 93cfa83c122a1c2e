import { adoptIdProp } from "../adopt.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import { ownId, parentId } from "../object-id.js";
import { childId } from "./account.js";
import { attach, otherAttachment } from "./attachment.js";
import { callsThroughProp, stillCalledThrough, usersOf } from "./calls-through.js";
import { twilio } from "./client.js";
import { sid } from "./fields.js";

const props = {
  /** The trunk, `TK…`. Changing it creates a new attachment. */
  trunkSid: sid("TK", "a trunk").meta({ immutable: true }),
  /** The list, `CL…`. Changing it creates a new attachment. */
  credentialListSid: sid("CL", "a credential list").meta({ immutable: true }),
  /**
   * The trunk through which LiveKit calls with this list, `TK…`. `SipTopology` sets it. If it is set, a delete keeps the
   * attachment while a LiveKit outbound trunk calls through it.
   */
  callsThrough: callsThroughProp,
  /** What to do about an existing attachment: `never` adopt it, or adopt the one with this id. @default "never" */
  adopt: adoptIdProp("CL", "TK"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

/** The arguments of {@link TrunkCredentialList}. */
export interface TrunkCredentialListArgs extends Args<typeof props> {}

/**
 * Allows a credential list's users to call through a trunk. If an IP access control list is attached too, callers must
 * satisfy both.
 *
 * @example
 * ```ts
 * new TrunkCredentialList("livekit", { trunkSid: trunk.trunkSid, credentialListSid: list.credentialListSid });
 * ```
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/credentiallist-resource
 */
export class TrunkCredentialList extends defineResource({
  type: "twilio:TrunkCredentialList",
  cloud: twilio,
  label: { kind: "attached credential list", of: () => "credential list on the trunk" },
  why: "the list is on that trunk",
  links: { trunkSid: { noun: "ElasticTrunk" }, credentialListSid: { noun: "CredentialList" } },
  props,
  attrs: {},
  listing: (account, trunkSid) => account.trunkCredentialLists.of(trunkSid),
  parentOf: ({ trunkSid }) => trunkSid,
  isOurs: (found, wanted, { holds }) => holds(`twilio:ElasticTrunk ${wanted.trunkSid}`) && isSame(found, wanted),
  uniqueBy: "credentialListSid",
  isDuplicate: isSame,
  isMeant: isSame,
  objection: ({ sid }, wanted) => otherAttachment(sid, wanted, "credentialListSid"),
  create: (account, { trunkSid, credentialListSid }) =>
    attach(account.trunkCredentialLists.of(trunkSid), trunkSid, credentialListSid, () =>
      account.trunking.trunks(trunkSid).credentialsLists.create({ credentialListSid }),
    ),
  keeps: async (account, id, { callsThrough, owner }, run) => {
    const users = () => usersOf(account, ownId(id));
    const reason = await stillCalledThrough(account, { callsThrough, users, owner }, run);
    const message = `Credential list ${ownId(id)} stays attached to trunk ${parentId(id)}: ${reason}`;
    return reason ? { code: "still_used", message } : undefined;
  },
  delete: (account, id) => account.trunking.trunks(parentId(id)).credentialsLists(ownId(id)).remove(),
  fromWire: ({ trunkSid, sid }) => ({
    id: childId(trunkSid, sid),
    props: { trunkSid, credentialListSid: sid },
    attrs: {},
  }),
}) {}

function isSame({ sid }: { sid: string }, { credentialListSid }: { credentialListSid: string }): boolean {
  return sid === credentialListSid;
}
