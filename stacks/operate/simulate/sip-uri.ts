/** Where a SIP URI leads. */
export interface SipUri {
  /** `sip` or `sips`, as written. */
  readonly scheme: string;
  /** The user part, which would replace the called number. */
  readonly user?: string;
  /** In lower case, without port. */
  readonly host: string;
  /** With its port, if it has one. */
  readonly address: string;
  /** As written; undefined if absent: Twilio then uses UDP. */
  readonly transport?: string;
}

const SIP_URI = /^(sips?):(?:\/\/)?(?:([^@;?]+)@)?(\[[^\]]+\]|[^:;?@/]+)(:\d+)?((?:;[^;?]*)*)(?:\?.*)?$/i;

/** Takes a SIP URI apart; undefined if it is none. Twilio's own examples have slashes after the colon. */
export function parseSipUri(text: string): SipUri | undefined {
  const match = SIP_URI.exec(text);
  if (!match) return undefined;
  const [, scheme = "", user, host = "", port = "", parameters = ""] = match;
  const transport = /;transport=(\w+)/i.exec(parameters)?.[1]?.toLowerCase();
  return {
    scheme: scheme.toLowerCase(),
    host: host.toLowerCase(),
    address: host.toLowerCase() + port,
    ...(user !== undefined && { user }),
    ...(transport !== undefined && { transport }),
  };
}
