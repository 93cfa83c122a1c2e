import { withoutRegion } from "./regions.js";

/** The parts of a SIP URI. */
export interface SipUri {
  /** `sip` or `sips`. */
  readonly scheme: string;
  /** The user, which would replace the dialed number. */
  readonly user?: string;
  /** In lowercase, without the port. */
  readonly host: string;
  /** The port; absent if the URI has none. */
  readonly port?: number;
  /** The host, with its port if it has one. */
  readonly address: string;
  /** Twilio uses UDP if it is absent. */
  readonly transport?: string;
  /** The Twilio edge that sends the call. */
  readonly edge?: string;
}

const SIP_URI = /^(sips?):(?:\/\/)?(?:([^@;?]+)@)?(\[[^\]]+\]|[^:;?@/]+)(?::(\d+))?((?:;[^;?]*)*)(?:\?.*)?$/i;

/** Parses a SIP URI; undefined if the text is not one. Twilio's own examples have slashes after the colon. */
export function parseSipUri(text: string): SipUri | undefined {
  const match = SIP_URI.exec(text);
  if (!match) return undefined;
  const [, scheme = "", user, name = "", port, parameters = ""] = match;
  const host = name.toLowerCase();
  const parameter = (key: string) => new RegExp(`;${key}=([^;]+)`, "i").exec(parameters)?.[1]?.toLowerCase();
  const [transport, edge] = [parameter("transport"), parameter("edge")];
  return {
    scheme: scheme.toLowerCase(),
    host,
    address: port === undefined ? host : `${host}:${port}`,
    ...(user !== undefined && { user }),
    ...(port !== undefined && { port: Number(port) }),
    ...(transport !== undefined && { transport }),
    ...(edge !== undefined && { edge }),
  };
}

/** The host of a SIP URI in lowercase, with its port if it has one. */
export function hostOfSipUri(uri: string): string | undefined {
  return parseSipUri(uri)?.address;
}

/** The transport of a SIP URI. Twilio's default is UDP. */
export function transportOfSipUri(uri: string): string {
  return parseSipUri(uri)?.transport ?? "udp";
}

/**
 * Whether a SIP URI sends calls to a host, however the two are spelled. A default port or a trailing dot makes no
 * difference, and all regions of LiveKit Cloud serve one project.
 */
export function leadsTo(uri: string, host: string): boolean {
  const transport = transportOfSipUri(uri);
  const serverOf = (address: string) => withoutRegion(withoutDefaultPort(address.toLowerCase(), transport));
  return serverOf(hostOfSipUri(uri) ?? uri) === serverOf(host);
}

/** Whether two SIP URIs have the same host and port. Ignores transports and default ports. */
export function sameServer(one: string, other: string): boolean {
  const [first, second] = [one, other].map((uri) => (hostOfSipUri(uri) ?? uri).replace(/:506[01]$/, ""));
  return first === second;
}

/** Whether two SIP URIs send calls the same way to the same host and port. */
export function sameSipUri(one: string, other: string): boolean {
  return one === other || canonical(one) === canonical(other);
}

function canonical(uri: string): string {
  const { user = "", address, transport = "udp", edge = "" }: Partial<SipUri> = parseSipUri(uri) ?? {};
  return [user, withoutDefaultPort(address ?? uri, transport), transport, edge].join(" ");
}

function withoutDefaultPort(address: string, transport: string): string {
  return address.replace(transport === "tls" ? /\.?(:5061)?$/ : /\.?(:5060)?$/, "");
}
