import { sipHostsOf } from "@arkenos/provider/values/regions";
import type { SipUri } from "@arkenos/provider/values/sip-uri";

const DEFAULT_PORT = /:506[01]$/;

/** The SIP hosts of a LiveKit project: its SIP domain and, on LiveKit Cloud, one per region. */
export function sipHosts(sipDomain: string): readonly string[] {
  return sipHostsOf(sipDomain.toLowerCase().replace(DEFAULT_PORT, ""));
}

/** Whether a URI leads to one of these hosts. Ignores a default port. An empty list matches any host. */
export function leadsToProject(uri: Pick<SipUri, "host" | "address">, hosts: readonly string[]): boolean {
  return hosts.length === 0 || hosts.includes(uri.host) || hosts.includes(uri.address.replace(DEFAULT_PORT, ""));
}
