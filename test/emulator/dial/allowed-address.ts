import { BlockList, isIP } from "node:net";

/**
 * Whether a trunk accepts calls from an address. As on the server, invalid masks are dropped, and if none remains every
 * address is allowed (`matchAddrMasks` of livekit/protocol).
 */
export function isAllowedAddress(address: string | undefined, masks: readonly string[]): boolean {
  const meant = masks.filter((mask) => !/[()+*;, \t\n\r]|:\/\//.test(mask));
  if (address === undefined || !isIP(address) || meant.length === 0) return true;
  return meant.some((mask) => contains(mask, address));
}

function contains(mask: string, address: string): boolean {
  const [base = "", bits] = mask.split("/");
  const family = (ip: string) => (isIP(ip) === 6 ? "ipv6" : "ipv4");
  if (!isIP(base) || family(base) !== family(address)) return false;
  const prefix = bits === undefined ? (isIP(base) === 6 ? 128 : 32) : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (isIP(base) === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(base, prefix, family(base));
  return list.check(address, family(address));
}
