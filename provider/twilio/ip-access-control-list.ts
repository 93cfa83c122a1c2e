import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { defineResource } from "../resource.js";
import { twilio } from "./client.js";
import { friendlyName } from "./fields.js";

const props = z.object({
  /** Name shown in the console, at most 255 characters; unique in the account. */
  friendlyName: friendlyName(255),
  /** What to do about a list of this name that exists already: `by-name`, `never`, or an id. @default "never" */
  adopt: adoptProp("AL"),
});

const attrs = z.object({
  /** Twilio's id, `AL…`. */
  ipAccessControlListSid: z.string(),
});

/**
 * Addresses that may use a termination domain. Attach it to a trunk with `TrunkIpAccessControlList`.
 * Names are unique, so a list of this name is the one an interrupted run left.
 *
 * @example
 * new IpAccessControlList("office", { friendlyName: "Office" });
 *
 * @see https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource
 */
export class IpAccessControlList extends defineResource({
  type: "twilio:IpAccessControlList",
  cloud: twilio,
  props,
  attrs,
  listing: (account) => account.ipAccessControlLists,
  isOurs: (list, { friendlyName }) => list.friendlyName === friendlyName,
  create: async (account, { friendlyName }) => {
    const list = await account.api.sip.ipAccessControlLists.create({ friendlyName });
    account.ipAddresses.of(list.sid).startEmpty();
    return list;
  },
  update: (account, listSid, { friendlyName }) =>
    account.api.sip.ipAccessControlLists(listSid).update({ friendlyName }),
  delete: (account, listSid) => account.api.sip.ipAccessControlLists(listSid).remove(),
  fromWire: ({ sid, friendlyName }) => ({ id: sid, props: { friendlyName }, attrs: { ipAccessControlListSid: sid } }),
}) {}
