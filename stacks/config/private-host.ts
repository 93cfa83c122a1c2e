import { reachOf } from "@arkenos/provider";

/** Host names that resolve only in a private network or on this machine. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;

/** Addresses that mean "this host" or "any address". */
const NO_ADDRESS = /^(0\.\d+\.\d+\.\d+|\[::\])$/;

/**
 * Whether a `host[:port]` is reachable only from its own network. It sends no DNS queries, because a preview must not;
 * `arkenos doctor --probe origination-resolves` does.
 */
export function isPrivateHost(address: string): boolean {
  const text = `http://${address}`;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const host = url.hostname.replace(/\.$/, "");
  const isName = !/[.[]/.test(host) || PRIVATE_NAME.test(host);
  return isName || NO_ADDRESS.test(host) || reachOf(url) !== "world";
}

/** Whether a URL points to this machine. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && reachOf(new URL(url)) === "machine";
}
