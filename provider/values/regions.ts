/** Regions of LiveKit Cloud that have their own SIP host. */
export const REGIONS = ["us", "eu", "india", "sa", "australia"] as const;

/** A region of LiveKit Cloud. */
export type Region = (typeof REGIONS)[number];

/** A host of a project at LiveKit Cloud, taken apart. */
interface CloudHost {
  /** The project's subdomain: `acme`. */
  readonly project: string;
  /** Its region; undefined for the host of all regions. */
  readonly region: string | undefined;
  /** Whether it accepts SIP calls. Otherwise it is the web service. */
  readonly isSip: boolean;
  /** `:5061`, or nothing. */
  readonly port: string;
}

/** `acme.livekit.cloud` or `acme.sip.livekit.cloud`, with an optional region after the project and an optional port. */
const CLOUD_HOST = /^([a-z0-9-]+)(?:\.([a-z0-9-]+))??(\.sip)?\.livekit\.cloud(:\d+)?$/;

/** Takes a host of LiveKit Cloud apart; undefined for any other host. */
export function cloudHostOf(host: string): CloudHost | undefined {
  const [, project, region, sip, port = ""] = CLOUD_HOST.exec(host) ?? [];
  return project === undefined ? undefined : { project, region, isSip: sip !== undefined, port };
}

/** The SIP host of a project at LiveKit Cloud, in one region or for all. */
export function cloudSipHost({ project, region, port = "" }: Partial<CloudHost>): string {
  return `${[project, region, "sip.livekit.cloud"].filter(Boolean).join(".")}${port}`;
}

/** Whether a LiveKit URL belongs to LiveKit Cloud, which some features require. */
export function isLiveKitCloud(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.endsWith(".livekit.cloud");
}

/**
 * The SIP host of a project in one region of LiveKit Cloud: `abc.sip.livekit.cloud` in `eu` →
 * `abc.eu.sip.livekit.cloud`, whichever region the first one is in.
 *
 * @returns undefined for a self-hosted server, which has no regions
 */
export function regionalSipDomain(sipDomain: string, region: string): string | undefined {
  const host = cloudHostOf(sipDomain);
  return host?.isSip ? cloudSipHost({ ...host, region }) : undefined;
}

/** The SIP host of a project that serves all regions. Returns any other host unchanged. */
export function withoutRegion(sipDomain: string): string {
  const host = cloudHostOf(sipDomain);
  return host?.isSip ? cloudSipHost({ ...host, region: undefined }) : sipDomain;
}

/** Every SIP host at which a project takes calls: its own and, on LiveKit Cloud, those of all regions. */
export function sipHostsOf(sipDomain: string): string[] {
  const regional = REGIONS.flatMap((region) => regionalSipDomain(sipDomain, region) ?? []);
  return [...new Set([sipDomain, withoutRegion(sipDomain), ...regional])];
}
