import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** A block of IP addresses that share their first bits. */
export interface Block {
  /** Any address of the block. */
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  /** How many bits they share: all of them if the block is one address. */
  readonly bits: number;
}

/** Whether a text is an IP address or a CIDR block: `203.0.113.8`, `54.172.60.0/30`, `2001:db8::/32`. */
export function isAddressOrBlock(text: string): boolean {
  return blockOf(text) !== undefined;
}

/** Whether an address or block contains another. False if either is invalid or their families differ. */
export function contains(outer: string, inner: string): boolean {
  const [around, within] = [blockOf(outer), blockOf(inner)];
  if (around === undefined || within === undefined || around.bits > within.bits) return false;
  const { address } = within;
  if (address instanceof ipaddr.IPv4)
    return around.address instanceof ipaddr.IPv4 && address.match(around.address, around.bits);
  return around.address instanceof ipaddr.IPv6 && address.match(around.address, around.bits);
}

/** The first address of an IPv4 block. */
export function firstOf(address: string, bits: number): string {
  return ipaddr.IPv4.networkAddressFromCIDR(`${address}/${bits}`).toString();
}

/**
 * The range of an address: `unicast` on the public internet, `loopback`, `private`, …; undefined if the text is not an
 * address.
 */
export function rangeOf(text: string): string | undefined {
  return isIP(text) === 0 ? undefined : ipaddr.process(text).range();
}

/**
 * Reads an IP address or a CIDR block; undefined if the text is neither. Rejects `10.1` and `0x7f.1`, which ipaddr.js
 * parses but servers do not accept as addresses.
 */
export function blockOf(text: string): Block | undefined {
  const [, first = "", bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  if (isIP(first) === 0) return undefined;
  const address = ipaddr.parse(first);
  const widest = address instanceof ipaddr.IPv4 ? 32 : 128;
  const block = { address, bits: bits === undefined ? widest : Number(bits) };
  return block.bits <= widest ? block : undefined;
}
