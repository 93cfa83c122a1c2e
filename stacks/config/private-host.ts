import { reachOf } from "@arkenos/provider";

/** Names that only a private network or the machine itself resolves. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;

/** What a machine calls itself before it has an address. */
const NO_ADDRESS = /^(0\.\d+\.\d+\.\d+|\[::\])$/;

/**
 * Whether a `host[:port]` can be reached from nowhere but its own network, however its address is written. A name is
 * not looked up: a preview asks no resolver. `arkenos doctor --probe origination-resolves` does.
 */
export function isPrivateHost(address: string): boolean {
  const text = `http://${address}`;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const host = url.hostname.replace(/\.$/, "");
  const isName = !/[.[]/.test(host) || PRIVATE_NAME.test(host);
  return isName || NO_ADDRESS.test(host) || reachOf(url) !== "world";
}

/** Whether an address leads to this machine. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && reachOf(new URL(url)) === "machine";
}
