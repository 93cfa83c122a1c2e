import type { IpAddressInstance } from "twilio/lib/rest/api/v2010/account/sip/ipAccessControlList/ipAddress.js";
import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { named } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import type { Props } from "../spec.js";
import { twilio } from "./client.js";
import { friendlyName, sid } from "./fields.js";
import { listOwnership } from "./list-ownership.js";
import { IP_LISTS } from "./list-users.js";

const props = {
  /** Name shown in the console, at most 255 characters and unique in the account. */
  friendlyName: friendlyName(255),
  /** The trunk that the list is for, `TK…`. A list that another trunk uses is not adopted. */
  trunkSid: local(sid("TK", "a trunk").optional()),
  /**
   * The addresses that this stack puts on the list, `203.0.113.8` or `203.0.113.0/24`. A list with other addresses is
   * not adopted. @default []
   */
  addresses: local(
    z.array(z.string({ error: "must be an address or a block" }), { error: "must be a list of addresses" }).default([]),
  ),
  /**
   * What to do about an existing list with this name: adopt it (`by-name`), `never` adopt it, or adopt the list with
   * this id. @default "never"
   */
  adopt: adoptProp("AL"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `AL…`. */
  ipAccessControlListSid: z.string().meta({ isId: true }),
};

const ownership = listOwnership<IpAddressInstance, Props<typeof props>>({
  kind: IP_LISTS,
  lists: (account) => account.ipAccessControlLists,
  detach: (account, trunkSid, listSid) => account.trunking.trunks(trunkSid).ipAccessControlLists(listSid).remove(),
  remove: (account, listSid) => account.api.sip.ipAccessControlLists(listSid).remove(),
  attachedCode: "21236",
  entries: (account) => account.ipAddresses,
  isOurs: (entry, { addresses = [] }) => addresses.includes(blockOf(entry)) || addresses.includes(entry.ipAddress),
  describe: (entry) => `address ${blockOf(entry)}`,
});

/** The arguments of {@link IpAccessControlList}. */
export interface IpAccessControlListArgs extends Args<typeof props> {}

/**
 * Addresses that may use a termination domain. Attach the list to a trunk with `TrunkIpAccessControlList`. Names are
 * unique in the account: an existing list with this name is adopted only if everything on it is this stack's.
 *
 * @example
 * ```ts
 * new IpAccessControlList("office", { friendlyName: "Office" });
 * ```
 *
 * @see https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource
 */
export class IpAccessControlList extends defineResource({
  type: "twilio:IpAccessControlList",
  cloud: twilio,
  label: named("IP access control list", "friendlyName"),
  why: "it has this name",
  props,
  attrs,
  listing: (account) => account.ipAccessControlLists,
  existsCode: "21235",
  ...ownership,
  create: async (account, { friendlyName }) => {
    const list = await account.api.sip.ipAccessControlLists.create({ friendlyName });
    account.ipAddresses.of(list.sid).startEmpty();
    return list;
  },
  update: (account, listSid, { friendlyName }) =>
    account.api.sip.ipAccessControlLists(listSid).update({ friendlyName }),
  fromWire: ({ sid, friendlyName }) => ({ id: sid, props: { friendlyName }, attrs: { ipAccessControlListSid: sid } }),
}) {}

function blockOf({ ipAddress, cidrPrefixLength }: IpAddressInstance): string {
  return `${ipAddress}/${cidrPrefixLength}`;
}
