import { type LookupAddress, promises } from "node:dns";
import { isPrivateHost } from "@arkenos/stacks/private-host";
import type { Finding } from "../finding.js";
import { ProbeError } from "./probe.js";

/** Resolves a host name to all its addresses. */
export type Lookup = (host: string) => Promise<readonly LookupAddress[]>;

/**
 * Resolves the SIP domain and checks the result.
 *
 * @param mayBePrivate whether Twilio is a sandbox next to LiveKit, which can reach private addresses too
 * @throws ProbeError if no name server answers
 */
export async function probeHost(
  sipDomain: string,
  mayBePrivate: boolean,
  lookup: Lookup = (host) => promises.lookup(host, { all: true }),
): Promise<Finding[]> {
  const host = sipDomain.replace(/:\d+$/, "");
  try {
    const addresses = (await lookup(host.replace(/^\[|\]$/g, ""))).map(({ address }) => address);
    const inside = addresses.filter((address) => isPrivateHost(address.includes(":") ? `[${address}]` : address));
    return mayBePrivate || inside.length === 0 ? [] : [leadsInside(host, inside)];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    if (!UNKNOWN_NAME.includes(code))
      throw new ProbeError({
        code,
        message: `no name server answered for ${host} (${code})`,
        remedy: "Check this machine's network and name servers, and try again",
      });
    const message = `${host} does not resolve (${code})`;
    return [{ ...FINDING, severity: "warning", found: code, message, remedies: [{ text: "check the SIP domain" }] }];
  }
}

/** A resolver's codes for a name that does not exist or has no address. Other codes say nothing about the name. */
const UNKNOWN_NAME = ["ENOTFOUND", "ENODATA"];

const FINDING = { id: "origination-resolves", subject: { kind: "config", id: "sipDomain" } } as const;

function leadsInside(host: string, addresses: readonly string[]): Finding {
  const found = addresses.join(", ");
  const message = `${host} resolves to ${found}, a private address that Twilio cannot reach`;
  const remedies = [{ text: "set sipDomain to the public host where LiveKit accepts SIP calls" }];
  return { ...FINDING, severity: "error", found, message, remedies };
}
