import type { SipUri } from "./sip-uri.js";

const REGIONS = ["us", "eu", "india", "sa", "australia"];
const DEFAULT_PORT = /:506[01]$/;

/** The hosts of a LiveKit project: its SIP domain and, on LiveKit Cloud, that of each region. */
export function sipHosts(sipDomain: string): readonly string[] {
  const domain = sipDomain.toLowerCase().replace(DEFAULT_PORT, "");
  const [, project] = /^([a-z0-9-]+)(?:\.[a-z0-9-]+)?\.sip\.livekit\.cloud$/.exec(domain) ?? [];
  if (!project) return [domain];
  const all = [`${project}.sip.livekit.cloud`, ...REGIONS.map((region) => `${project}.${region}.sip.livekit.cloud`)];
  return [...new Set([domain, ...all])];
}

/** Whether a URI leads to one of these hosts. A default port makes no difference; no hosts at all means any. */
export function leadsTo(uri: Pick<SipUri, "host" | "address">, hosts: readonly string[]): boolean {
  return hosts.length === 0 || hosts.includes(uri.host) || hosts.includes(uri.address.replace(DEFAULT_PORT, ""));
}
