/** Regions of LiveKit Cloud that have a SIP host each. */
export const REGIONS = ["us", "eu", "india", "sa", "australia"] as const;

/** A region of LiveKit Cloud. */
export type Region = (typeof REGIONS)[number];

/** `acme.sip.livekit.cloud`, `acme.eu.sip.livekit.cloud`; a port may follow. */
const CLOUD_HOST = /^([a-z0-9-]+)(?:\.[a-z0-9-]+)?\.sip\.livekit\.cloud(:\d+)?$/;

/**
 * The SIP host of a project in one region of LiveKit Cloud: `abc.sip.livekit.cloud` in `eu` →
 * `abc.eu.sip.livekit.cloud`, whichever region the first one is in.
 *
 * @returns undefined for a server of one's own, which has no regions
 */
export function regionalSipDomain(sipDomain: string, region: string): string | undefined {
  const [, project, port = ""] = CLOUD_HOST.exec(sipDomain) ?? [];
  return project && `${project}.${region}.sip.livekit.cloud${port}`;
}

/** The SIP host of a project for all regions. Another host is left as it is. */
export function withoutRegion(sipDomain: string): string {
  const [, project, port = ""] = CLOUD_HOST.exec(sipDomain) ?? [];
  return project ? `${project}.sip.livekit.cloud${port}` : sipDomain;
}

/** Every SIP host by which a project takes calls: its own, and on LiveKit Cloud those of all regions. */
export function sipHostsOf(sipDomain: string): string[] {
  const regional = REGIONS.flatMap((region) => regionalSipDomain(sipDomain, region) ?? []);
  return [...new Set([sipDomain, withoutRegion(sipDomain), ...regional])];
}
