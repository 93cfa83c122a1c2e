import { cloudHostOf, cloudSipHost } from "@arkenos/provider/values/regions";

/**
 * LiveKit Cloud's SIP host of a project, `wss://abc.livekit.cloud` → `abc.sip.livekit.cloud`.
 *
 * LiveKit builds the host from the project's id without `p_`. For a named project, that differs from the URL: set
 * `sipDomain` to the host on LiveKit's settings page.
 *
 * @returns undefined for a self-hosted server, whose URL does not contain its SIP host
 */
export function deriveSipDomain(livekitUrl: string): string | undefined {
  const host = URL.canParse(livekitUrl) ? cloudHostOf(new URL(livekitUrl).hostname) : undefined;
  return host && !host.isSip && host.region === undefined ? cloudSipHost(host) : undefined;
}
