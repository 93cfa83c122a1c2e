import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { named } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import type { Props } from "../spec.js";
import type { KnownCredential } from "./account.js";
import { callsThroughProp, stillCalledThrough, usersOf } from "./calls-through.js";
import { twilio } from "./client.js";
import { friendlyName, sid } from "./fields.js";
import { listOwnership } from "./list-ownership.js";
import { CREDENTIAL_LISTS } from "./list-users.js";

const props = {
  /** Name shown in the console, at most 64 characters and unique in the account. */
  friendlyName: friendlyName(64),
  /** The trunk that the list is for, `TK…`. A list that another trunk uses is not adopted. */
  trunkSid: local(sid("TK", "a trunk").optional()),
  /**
   * The trunk through which LiveKit calls with this list, `TK…`. `SipTopology` sets it. If it is set, a delete keeps the
   * list while a LiveKit outbound trunk calls through it.
   */
  callsThrough: callsThroughProp,
  /** The users that this stack puts on the list. A list with other users is not adopted. @default [] */
  usernames: local(
    z.array(z.string({ error: "must be a username" }), { error: "must be a list of usernames" }).default([]),
  ),
  /**
   * What to do about an existing list with this name: adopt it (`by-name`), `never` adopt it, or adopt the list with
   * this id. @default "never"
   */
  adopt: adoptProp("CL"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `CL…`. */
  credentialListSid: z.string().meta({ isId: true }),
};

const ownership = listOwnership<KnownCredential, Props<typeof props>>({
  kind: CREDENTIAL_LISTS,
  lists: (account) => account.credentialLists,
  detach: (account, trunkSid, listSid) => account.trunking.trunks(trunkSid).credentialsLists(listSid).remove(),
  remove: (account, listSid) => account.api.sip.credentialLists(listSid).remove(),
  attachedCode: "21241",
  entries: (account) => account.credentials,
  // A rotation appends its name to the username.
  isOurs: ({ username }, { usernames = [] }) =>
    usernames.some((ours) => username === ours || username.startsWith(`${ours}-`)),
  describe: ({ username }) => `user ${username}`,
});

/** The arguments of {@link CredentialList}. */
export interface CredentialListArgs extends Args<typeof props> {}

/**
 * Usernames and passwords that may use a termination domain. Attach the list to a trunk with `TrunkCredentialList`.
 * Names are unique in the account: an existing list with this name is adopted only if everything on it is this stack's.
 *
 * @example
 * ```ts
 * new CredentialList("livekit", { friendlyName: "LiveKit" });
 * ```
 *
 * @see https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource
 */
export class CredentialList extends defineResource({
  type: "twilio:CredentialList",
  cloud: twilio,
  label: named("credential list", "friendlyName"),
  why: "it has this name",
  props,
  attrs,
  listing: (account) => account.credentialLists,
  existsCode: "21240",
  importFlag: "--credential-list",
  adoptKey: () => "credentialList",
  ...ownership,
  keeps: async (account, listSid, state, run) => {
    const { callsThrough, owner } = state;
    const users = () => usersOf(account, listSid);
    const reason = await stillCalledThrough(account, { callsThrough, users, owner }, run);
    return reason
      ? { code: "still_used", message: `Credential list ${listSid} "${state.friendlyName}" is not deleted: ${reason}` }
      : ownership.keeps(account, listSid, state);
  },
  create: async (account, { friendlyName }) => {
    const list = await account.api.sip.credentialLists.create({ friendlyName });
    account.credentials.of(list.sid).startEmpty();
    return list;
  },
  update: (account, listSid, { friendlyName }) => account.api.sip.credentialLists(listSid).update({ friendlyName }),
  fromWire: ({ sid, friendlyName }) => ({ id: sid, props: { friendlyName }, attrs: { credentialListSid: sid } }),
}) {}
