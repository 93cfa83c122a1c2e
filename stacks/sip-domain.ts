/**
 * LiveKit Cloud's SIP host of a project, `wss://abc.livekit.cloud` → `abc.sip.livekit.cloud`.
 *
 * LiveKit builds the host from the project's id without `p_`. For a named project, that differs from the URL: set
 * `sipDomain` to the host on LiveKit's settings page.
 *
 * @returns undefined for a self-hosted server, whose URL does not contain its SIP host
 */
export function deriveSipDomain(livekitUrl: string): string | undefined {
  const [, project] = /^([a-z0-9-]+)\.livekit\.cloud$/.exec(hostOf(livekitUrl)) ?? [];
  return project && `${project}.sip.livekit.cloud`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
