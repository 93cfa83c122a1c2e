/** The target of a `sip:` URI. */
export interface SipUri {
  /** The user, if the URI fixes one. */
  readonly user: string | undefined;
  readonly host: string;
  readonly transport: "udp" | "tcp" | "tls";
}

/** Parses a `sip:` URI; undefined if it is not one. Twilio's own examples have slashes after the colon. */
export function parseSipUri(text: string): SipUri | undefined {
  const match = /^sip:(?:\/\/)?(?:([^@;?]+)@)?(\[[^\]]+\]|[^:;?@]+)(?::\d+)?((?:;[^;?]*)*)(?:\?.*)?$/i.exec(text);
  if (!match) return undefined;
  const [, user, host = "", parameters = ""] = match;
  const transport = /;transport=(\w+)/i.exec(parameters)?.[1]?.toLowerCase();
  return { user, host: host.toLowerCase(), transport: transport === "tcp" || transport === "tls" ? transport : "udp" };
}
