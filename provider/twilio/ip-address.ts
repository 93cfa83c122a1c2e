import { isIPv4 } from "node:net";
import { z } from "zod";
import { firstOf } from "../values/cidr.js";
import { adoptIdProp } from "../adopt.js";
import { valued } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import { ownId, parentId } from "../object-id.js";
import type { Props } from "../spec.js";
import { childId } from "./account.js";
import { twilio } from "./client.js";
import { friendlyName, sid } from "./fields.js";
import { withDetail } from "../issues.js";
import { IP_LISTS, keepsEntry } from "./list-users.js";

const props = {
  /** The list, `AL…`. Changing it creates a new address. */
  ipAccessControlListSid: sid("AL", "an IP access control list").meta({ immutable: true }),
  /** Name shown in the console, at most 255 characters. */
  friendlyName: friendlyName(255),
  /** IPv4 address: the first address of the block. */
  ipAddress: z.string({ error: "must be an IPv4 address" }).refine(
    isIPv4,
    withDetail(({ input }) => ({
      code: "not_an_ipv4_address",
      message: `"${input}" is not an IPv4 address`,
      remedy: "write one such as 203.0.113.8; Twilio accepts neither host names nor IPv6",
    })),
  ),
  /** The number of bits that must match, 1 to 32. @default 32 */
  cidrPrefixLength: z
    .int({ error: "must be a whole number" })
    .min(1, "must be 1 to 32")
    .max(32, "must be 1 to 32")
    .default(32),
  /**
   * The trunk that the address is for, `TK…`. `SipTopology` sets it. If it is set, a delete keeps the address while
   * another trunk uses the list.
   */
  trunkSid: local(sid("TK", "a trunk").optional()),
  /** What to do about an existing address: `never` adopt it, or adopt the one with this id. @default "never" */
  adopt: adoptIdProp("IP", "AL"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `IP…`. */
  ipAddressSid: z.string().meta({ isId: true }),
};

/** The arguments of {@link IpAddress}. */
export interface IpAddressArgs extends Args<typeof props> {}

/**
 * An address, or a block of addresses, in an IP access control list.
 *
 * @example
 * ```ts
 * new IpAddress("office", { ipAccessControlListSid: list.ipAccessControlListSid, friendlyName: "Office", ipAddress: "203.0.113.8" });
 * ```
 *
 * @see https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource
 */
export class IpAddress extends defineResource({
  type: "twilio:IpAddress",
  cloud: twilio,
  label: valued("IP address", "ipAddress"),
  why: "it has this address",
  links: { ipAccessControlListSid: { noun: "IpAccessControlList" } },
  props,
  attrs,
  rules: [
    {
      over: ["ipAddress", "cidrPrefixLength"],
      problem: ({ ipAddress, cidrPrefixLength }) => {
        const first = firstOf(ipAddress, cidrPrefixLength);
        if (first === ipAddress) return undefined;
        return {
          code: "not_first_address",
          message: `the first address of ${ipAddress}/${cidrPrefixLength} is ${first}`,
          remedy: "write that address",
        };
      },
    },
  ],
  listing: (account, listSid) => account.ipAddresses.of(listSid),
  parentOf: ({ ipAccessControlListSid }) => ipAccessControlListSid,
  isOurs: (found, wanted, { holds }) =>
    holds(`twilio:IpAccessControlList ${wanted.ipAccessControlListSid}`) && isSame(found, wanted),
  existsCode: "21235",
  uniqueBy: "ipAddress",
  isDuplicate: isSame,
  isMeant: isSame,
  create: (account, { ipAccessControlListSid, ...fields }) =>
    account.api.sip.ipAccessControlLists(ipAccessControlListSid).ipAddresses.create(fields),
  update: (account, id, { ipAccessControlListSid: _, ...fields }) =>
    account.api.sip.ipAccessControlLists(parentId(id)).ipAddresses(ownId(id)).update(fields),
  keeps: (account, id, { ipAddress, trunkSid: ours }, run) =>
    keepsEntry(IP_LISTS, account, { id, entry: `IP address ${id} ${ipAddress}`, ours }, run),
  delete: (account, id) => account.api.sip.ipAccessControlLists(parentId(id)).ipAddresses(ownId(id)).remove(),
  fromWire: ({ sid, ipAccessControlListSid, friendlyName, ipAddress, cidrPrefixLength }) => ({
    id: childId(ipAccessControlListSid, sid),
    props: { ipAccessControlListSid, friendlyName, ipAddress, cidrPrefixLength },
    attrs: { ipAddressSid: sid },
  }),
}) {}

type Block = Pick<Props<typeof props>, "ipAddress" | "cidrPrefixLength">;

function isSame(found: Block, wanted: Block): boolean {
  return found.ipAddress === wanted.ipAddress && found.cidrPrefixLength === wanted.cidrPrefixLength;
}
