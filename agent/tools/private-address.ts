import { lookup as resolveName, type LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** IPv4 that is not the open internet (IANA's special-purpose registry), and a cloud's own service on a public address. */
const NOT_PUBLIC_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;
/** Parts of global IPv6 that are not: Teredo and its kin, documentation, 6to4. */
const NOT_PUBLIC_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const notPublic = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_V4) notPublic.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of NOT_PUBLIC_V6) notPublic.addSubnet(net, prefix, "ipv6");

/** The only part of IPv6 that is given out; loopback, local, mapped and translated addresses lie outside. */
const globalV6 = new BlockList();
globalV6.addSubnet("2000::", 3, "ipv6");

/** A tool that would reach into a network. */
export class PrivateAddressError extends Error {
  constructor(host: string, address: string) {
    super(`${host} leads to ${address}, which is inside a network`);
    this.name = "PrivateAddressError";
  }
}

/** Whether an address lies anywhere but on the open internet. What is no address is private, too. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return notPublic.check(address, "ipv4");
  return family !== 6 || !globalV6.check(address, "ipv6") || notPublic.check(address, "ipv6");
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
