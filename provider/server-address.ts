import type { Flaw } from "./problem.js";
import { rangeOf } from "./values/cidr.js";

/** Where a call without encryption stays inside a network: RFC 1918, RFC 6598, link-local and unique local addresses. */
const INSIDE: readonly (string | undefined)[] = ["private", "carrierGradeNat", "linkLocal", "uniqueLocal"];

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
export const ADDRESS_FLAWS = {
  blank: { code: "blank_in_address", message: "holds a space or a line break", remedy: "leave it out" },
  user: {
    code: "user_in_address",
    message: "holds a user or a password",
    remedy: "leave them out, the credentials have settings of their own",
  },
} as const satisfies Readonly<Record<string, Flaw>>;

/** Whether nothing encrypts what is sent to a server. */
export function isInClear(url: URL): boolean {
  return url.protocol === "http:" || url.protocol === "ws:";
}

/** How far a call to a server goes. A name is out in the world: only a resolver knows where it leads. */
export function reachOf({ hostname }: URL): Reach {
  if (hostname === "localhost") return "machine";
  const range = rangeOf(hostname.replace(/^\[|\]$/g, ""));
  if (range === "loopback") return "machine";
  return INSIDE.includes(range) ? "network" : "world";
}
