import { contains, isAddressOrBlock } from "@arkenos/provider/values/cidr";

/**
 * Whether a trunk takes calls from an address. LiveKit drops entries that cannot be meant, and lets everybody in
 * when none is left.
 *
 * @see `matchAddrMasks` in livekit/protocol, sip/sip.go
 */
export function isAllowedAddress(address: string | undefined, entries: readonly string[]): boolean {
  const meant = entries.filter((entry) => !isDropped(entry));
  if (address === undefined || !isAddressOrBlock(address) || meant.length === 0) return true;
  return meant.some((entry) => contains(entry, address));
}

/** Whether LiveKit drops an entry of allowed addresses without a word. */
export function isDropped(entry: string): boolean {
  return /[\s()+*;,]|:\/\//.test(entry);
}
