import { lookup as resolveName, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Azure's internal service, at a public address. */
const AZURE_SERVICE = "168.63.129.16";

/** The only allocated part of global IPv6. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** A request to a private address. */
export class PrivateAddressError extends Error {
  constructor(host: string, address: string) {
    super(`${host} resolves to the private address ${address}`);
    this.name = "PrivateAddressError";
  }
}

/** Whether an address is not on the public internet, or not an IP address at all. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 0 || address === AZURE_SERVICE) return true;
  const parsed = ipaddr.parse(address);
  return parsed.range() !== "unicast" || (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_IPV6));
}

/**
 * A DNS lookup that rejects private addresses. The connection uses the checked addresses, so a different answer to a
 * second query has no effect.
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
