const REGIONS = ["us", "eu", "india", "sa", "australia"];

/** The hosts of a LiveKit project: its SIP domain and, on LiveKit Cloud, that of each region. */
export function sipHosts(sipDomain: string): readonly string[] {
  const [, project] = /^([a-z0-9-]+)\.sip\.livekit\.cloud$/.exec(sipDomain) ?? [];
  return [sipDomain, ...(project ? REGIONS.map((region) => `${project}.${region}.sip.livekit.cloud`) : [])];
}
