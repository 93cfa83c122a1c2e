import { contains, isAddressOrBlock } from "@arkenos/provider/values/cidr";

/**
 * Whether a trunk accepts calls from an address. LiveKit drops invalid entries and, if none is left, accepts calls from
 * everywhere.
 *
 * @see `matchAddrMasks` in livekit/protocol, sip/sip.go
 */
export function isAllowedAddress(address: string | undefined, entries: readonly string[]): boolean {
  const meant = entries.filter((entry) => !isDropped(entry));
  if (address === undefined || !isAddressOrBlock(address) || meant.length === 0) return true;
  return meant.some((entry) => contains(entry, address));
}

/** Whether LiveKit drops an allowed address without an error. */
export function isDropped(entry: string): boolean {
  return /[\s()+*;,]|:\/\//.test(entry);
}
