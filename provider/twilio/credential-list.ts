import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { defineResource } from "../resource.js";
import { twilio } from "./client.js";
import { friendlyName } from "./fields.js";

const props = z.object({
  /** Name shown in the console, at most 64 characters; unique in the account. */
  friendlyName: friendlyName(64),
  /** What to do about a list of this name that exists already: `by-name`, `never`, or an id. @default "never" */
  adopt: adoptProp("CL"),
});

const attrs = z.object({
  /** Twilio's id, `CL…`. */
  credentialListSid: z.string(),
});

/**
 * Usernames and passwords that may use a termination domain. Attach it to a trunk with
 * `TrunkCredentialList`. Names are unique, so a list of this name is the one an interrupted run left.
 *
 * @example
 * new CredentialList("livekit", { friendlyName: "LiveKit" });
 *
 * @see https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource
 */
export class CredentialList extends defineResource({
  type: "twilio:CredentialList",
  cloud: twilio,
  props,
  attrs,
  listing: (account) => account.credentialLists,
  isOurs: (list, { friendlyName }) => list.friendlyName === friendlyName,
  create: async (account, { friendlyName }) => {
    const list = await account.api.sip.credentialLists.create({ friendlyName });
    account.credentials.of(list.sid).startEmpty();
    return list;
  },
  update: (account, listSid, { friendlyName }) => account.api.sip.credentialLists(listSid).update({ friendlyName }),
  delete: (account, listSid) => account.api.sip.credentialLists(listSid).remove(),
  fromWire: ({ sid, friendlyName }) => ({ id: sid, props: { friendlyName }, attrs: { credentialListSid: sid } }),
}) {}
