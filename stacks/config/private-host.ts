import { BlockList, isIP } from "node:net";

/** What no host of the internet reaches: RFC 1918 and 6890, link-local, carrier-grade NAT, unique local. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  PRIVATE.addSubnet(network, prefix);
PRIVATE.addAddress("::", "ipv6");
PRIVATE.addAddress("::1", "ipv6");
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");

/** Names that only a private network or the machine itself resolves. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;

/** Whether a `host[:port]` can be reached from nowhere but its own network. A name is not looked up. */
export function isPrivateHost(address: string): boolean {
  const host = (/^\[(.*)\](:\d+)?$/.exec(address)?.[1] ?? address.replace(/:\d+$/, ""))
    .toLowerCase()
    .replace(/\.$/, "");
  const family = isIP(host);
  if (family === 0) return PRIVATE_NAME.test(host) || !host.includes(".");
  return PRIVATE.check(host, family === 6 ? "ipv6" : "ipv4");
}

/** Whether an address leads to this machine. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return /^(localhost|127\..*|\[::1\])$/.test(hostname);
}
