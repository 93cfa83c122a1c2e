import type { ProblemDetail } from "./problem.js";
import { rangeOf } from "./values/cidr.js";

/**
 * Address ranges where an unencrypted call stays inside a network: RFC 1918, RFC 6598, link-local and unique local
 * addresses.
 */
const INSIDE: readonly (string | undefined)[] = ["private", "carrierGradeNat", "linkLocal", "uniqueLocal"];

/** How far an unencrypted call travels, judged by the resolved address rather than its spelling. */
export type Reach = "machine" | "network" | "world";

/**
 * Parses the address of a server, or says what is wrong with it. Never shows the text, which may contain a password.
 */
export function parseAddress(text: string, schemes: readonly string[]): URL | "no address" | "blank" | "user" {
  if (/[\s\p{Cc}]/u.test(text)) return "blank";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !schemes.includes(url.protocol)) return "no address";
  return url.username === "" && url.password === "" ? url : "user";
}

/** The problems of an address that cannot be used. */
export const ADDRESS_PROBLEMS = {
  blank: { code: "blank_in_address", message: "contains a space or a line break", remedy: "leave it out" },
  user: {
    code: "user_in_address",
    message: "contains a user or a password",
    remedy: "remove them; credentials have separate settings",
  },
} as const satisfies Readonly<Record<string, ProblemDetail>>;

/** Whether calls to a server are unencrypted. */
export function isInClear(url: URL): boolean {
  return url.protocol === "http:" || url.protocol === "ws:";
}

/** How far a call to a server travels. A host name counts as public: only a resolver knows where it leads. */
export function reachOf({ hostname }: URL): Reach {
  if (hostname === "localhost") return "machine";
  const range = rangeOf(hostname.replace(/^\[|\]$/g, ""));
  if (range === "loopback") return "machine";
  return INSIDE.includes(range) ? "network" : "world";
}
