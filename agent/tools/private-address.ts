import { lookup as resolveName, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** A service of Azure's own network, at an address that is public elsewhere. */
const AZURE_SERVICE = "168.63.129.16";

/** The only part of IPv6 that is given out. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** A tool that would reach into a network. */
export class PrivateAddressError extends Error {
  constructor(host: string, address: string) {
    super(`${host} leads to ${address}, which is inside a network`);
    this.name = "PrivateAddressError";
  }
}

/** Whether an address lies anywhere but on the open internet. What is no address is private, too. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 0 || address === AZURE_SERVICE) return true;
  const parsed = ipaddr.parse(address);
  return parsed.range() !== "unicast" || (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_IPV6));
}

/**
 * Name resolution that ends where a name leads inside. The connection uses the very addresses that were
 * judged, so that a second answer of the name's server changes nothing.
 */
export function publicLookup(lookup: LookupFunction = resolveName as LookupFunction): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, answer) => {
      const addresses = typeof answer === "string" ? [] : (answer as LookupAddress[]);
      const inside = error ? undefined : addresses.find(({ address }) => isPrivateAddress(address));
      const [first] = addresses;
      if (error) callback(error, []);
      else if (inside !== undefined) callback(new PrivateAddressError(host, inside.address), []);
      else if (first === undefined)
        callback(Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND" }), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
