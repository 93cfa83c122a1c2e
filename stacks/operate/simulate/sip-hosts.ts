import { sipHostsOf } from "@arkenos/provider/values/regions";
import type { SipUri } from "@arkenos/provider/values/sip-uri";

const DEFAULT_PORT = /:506[01]$/;

/** The hosts of a LiveKit project: its SIP domain and, on LiveKit Cloud, that of each region. */
export function sipHosts(sipDomain: string): readonly string[] {
  return sipHostsOf(sipDomain.toLowerCase().replace(DEFAULT_PORT, ""));
}

/** Whether a URI leads to one of these hosts. A default port makes no difference; no hosts at all means any. */
export function leadsTo(uri: Pick<SipUri, "host" | "address">, hosts: readonly string[]): boolean {
  return hosts.length === 0 || hosts.includes(uri.host) || hosts.includes(uri.address.replace(DEFAULT_PORT, ""));
}
