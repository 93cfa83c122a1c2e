import { BlockList, isIP } from "node:net";

/** Where a call without encryption stays on this machine. */
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Where it stays inside a network: RFC 1918, RFC 6598, link-local and unique local addresses. */
const inside = new BlockList();
for (const [net, prefix] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
] as const)
  inside.addSubnet(net, prefix, "ipv4");
inside.addSubnet("fc00::", 7, "ipv6");
inside.addSubnet("fe80::", 10, "ipv6");

/** How far a call goes that nothing encrypts, by the address and not by how it is written. */
export type Reach = "machine" | "network" | "world";

/** The address of a server, or what is wrong with it; the text is not shown, for it may hold a password. */
export function parseAddress(text: string, schemes: readonly string[]): URL | "no address" | "blank" | "user" {
  if (/[\s\p{Cc}]/u.test(text)) return "blank";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !schemes.includes(url.protocol)) return "no address";
  return url.username === "" && url.password === "" ? url : "user";
}

/** What is wrong with an address that cannot be used. */
export const ADDRESS_PROBLEMS = {
  blank: "holds a space or a line break; leave it out",
  user: "holds a user or a password; leave them out, the credentials have settings of their own",
} as const;

/** Whether nothing encrypts what is sent to a server. */
export function isInClear(url: URL): boolean {
  return url.protocol === "http:" || url.protocol === "ws:";
}

/** How far a call to a server goes. A name is out in the world: only a resolver knows where it leads. */
export function reachOf({ hostname }: URL): Reach {
  if (hostname === "localhost") return "machine";
  const host = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host) === 6 ? "ipv6" : "ipv4";
  if (isIP(host) === 0) return "world";
  if (loopback.check(host, family)) return "machine";
  return inside.check(host, family) ? "network" : "world";
}
