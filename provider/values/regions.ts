/** Regions of LiveKit Cloud that have their own SIP host. */
export const REGIONS = ["us", "eu", "india", "sa", "australia"] as const;

/** A region of LiveKit Cloud. */
export type Region = (typeof REGIONS)[number];

/** `acme.sip.livekit.cloud` or `acme.eu.sip.livekit.cloud`, with an optional port. */
const CLOUD_HOST = /^([a-z0-9-]+)(?:\.[a-z0-9-]+)?\.sip\.livekit\.cloud(:\d+)?$/;

/**
 * The SIP host of a project in one region of LiveKit Cloud: `abc.sip.livekit.cloud` in `eu` →
 * `abc.eu.sip.livekit.cloud`, whichever region the first one is in.
 *
 * @returns undefined for a self-hosted server, which has no regions
 */
export function regionalSipDomain(sipDomain: string, region: string): string | undefined {
  const [, project, port = ""] = CLOUD_HOST.exec(sipDomain) ?? [];
  return project && `${project}.${region}.sip.livekit.cloud${port}`;
}

/** The SIP host of a project that serves all regions. Returns any other host unchanged. */
export function withoutRegion(sipDomain: string): string {
  const [, project, port = ""] = CLOUD_HOST.exec(sipDomain) ?? [];
  return project ? `${project}.sip.livekit.cloud${port}` : sipDomain;
}

/** Every SIP host at which a project takes calls: its own and, on LiveKit Cloud, those of all regions. */
export function sipHostsOf(sipDomain: string): string[] {
  const regional = REGIONS.flatMap((region) => regionalSipDomain(sipDomain, region) ?? []);
  return [...new Set([sipDomain, withoutRegion(sipDomain), ...regional])];
}
