/**
 * LiveKit Cloud's SIP host of a project, `wss://abc.livekit.cloud` → `abc.sip.livekit.cloud`.
 *
 * It is really the project's id without `p_`, which for a named project differs from its URL; then
 * `sipDomain` has to be set, as LiveKit's settings page shows it.
 *
 * @returns undefined for a server of one's own, whose SIP host nothing tells
 */
export function deriveSipDomain(livekitUrl: string): string | undefined {
  const [, project] = /^([a-z0-9-]+)\.livekit\.cloud$/.exec(hostOf(livekitUrl)) ?? [];
  return project && `${project}.sip.livekit.cloud`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
