import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { named } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import type { Props } from "../spec.js";
import type { KnownCredential } from "./account.js";
import { callsThroughProp, stillCalledThrough } from "./calls-through.js";
import { twilio } from "./client.js";
import { friendlyName, sid } from "./fields.js";
import { listOwnership } from "./list-ownership.js";

const props = {
  /** Name shown in the console, at most 64 characters; unique in the account. */
  friendlyName: friendlyName(64),
  /** The trunk that the list is for, `TK…`: a list that another trunk uses is not taken. */
  trunkSid: local(sid("TK", "a trunk").optional()),
  /**
   * The trunk that LiveKit calls through with it, `TK…`. Where it is set, as `SipTopology` does, deleting leaves the
   * list while an outbound trunk of LiveKit's calls through it.
   */
  callsThrough: callsThroughProp,
  /** The users that this stack puts on the list: one with other users is not taken. @default [] */
  usernames: local(
    z.array(z.string({ error: "must be a username" }), { error: "must be a list of usernames" }).default([]),
  ),
  /** What to do about a list of this name that exists already: `by-name`, `never`, or an id. @default "never" */
  adopt: adoptProp("CL"),
  /** Which resource this is. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `CL…`. */
  credentialListSid: z.string().meta({ isId: true }),
};

const ownership = listOwnership<KnownCredential, Props<typeof props>>({
  authType: "CREDENTIAL_LIST",
  lists: (account) => account.credentialLists,
  attached: (account) => account.trunkCredentialLists,
  detach: (account, trunkSid, listSid) => account.trunking.trunks(trunkSid).credentialsLists(listSid).remove(),
  remove: (account, listSid) => account.api.sip.credentialLists(listSid).remove(),
  attachedCode: "21241",
  entries: (account) => account.credentials,
  // A rotation writes its own name behind the username.
  isOurs: ({ username }, { usernames }) =>
    usernames.some((ours) => username === ours || username.startsWith(`${ours}-`)),
  describe: ({ username }) => `user ${username}`,
});

/** The arguments of {@link CredentialList}. */
export interface CredentialListArgs extends Args<typeof props> {}

/**
 * Usernames and passwords that may use a termination domain. Attach it to a trunk with
 * `TrunkCredentialList`. Names are unique in the account: a list of this
 * name is taken only if nothing of others is on it.
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
  ...ownership,
  keeps: async (account, listSid, state, run) => {
    const reason = await stillCalledThrough(account, state, run);
    return reason
      ? `Credential list ${listSid} "${state.friendlyName}" is not deleted: ${reason}`
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
