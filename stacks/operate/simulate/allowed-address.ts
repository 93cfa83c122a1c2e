import { BlockList, isIP, isIPv6 } from "node:net";

/**
 * Whether a trunk takes calls from an address. LiveKit drops entries that cannot be meant, and lets everybody in
 * when none is left.
 *
 * @see `matchAddrMasks` in livekit/protocol, sip/sip.go
 */
export function isAllowedAddress(address: string | undefined, entries: readonly string[]): boolean {
  const meant = entries.filter((entry) => !isDropped(entry));
  if (address === undefined || isIP(address) === 0 || meant.length === 0) return true;
  return meant.some((entry) => covers(entry, address));
}

/** Whether LiveKit drops an entry of allowed addresses without a word. */
export function isDropped(entry: string): boolean {
  return /[\s()+*;,]|:\/\//.test(entry);
}

/** Whether an address or block contains an address. */
export function covers(entry: string, address: string): boolean {
  const [base = "", bits] = entry.split("/");
  if (isIP(base) === 0 || isIP(base) !== isIP(address)) return false;
  const widest = isIPv6(base) ? 128 : 32;
  const prefix = bits === undefined ? widest : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > widest) return false;
  const block = new BlockList();
  block.addSubnet(base, prefix, isIPv6(base) ? "ipv6" : "ipv4");
  return block.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
